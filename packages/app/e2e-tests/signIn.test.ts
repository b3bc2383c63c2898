import { expect, test } from '@playwright/test';
import { Persona, personas, signInAs } from './support';

for (const persona of Object.keys(personas) as Persona[]) {
  test(`${persona} signs in, stays signed in, and signs out`, async ({
    page,
  }) => {
    await signInAs(page, persona);
    await expect(page).toHaveURL('/catalog');

    await page.reload();
    await expect(page.getByRole('link', { name: 'Catalog' })).toBeVisible();

    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(
      page.getByRole('heading', { name: 'Who are you today?' }),
    ).toBeVisible();
  });
}
