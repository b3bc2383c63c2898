import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { Persona, personas, signInAs } from './support';

for (const [persona, name] of Object.entries(personas)) {
  test(`${name} signs in, stays signed in, and signs out`, async ({ page }) => {
    await signInAs(page, persona as Persona);
    await expect(page).toHaveURL(/\/catalog/);

    await page.getByRole('link', { name: 'Settings' }).click();
    await expect(page.getByText(`${persona}@example.com`)).toBeVisible();
    await page.reload();
    await expect(page.getByText(`${persona}@example.com`)).toBeVisible();

    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(
      page.getByRole('heading', { name: 'Who are you today?' }),
    ).toBeVisible();
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`signing in is accessible in the ${colorScheme} theme`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('/');
    await expect(page.getByRole('button')).toHaveCount(
      Object.keys(personas).length,
    );
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
  });
}
