import AxeBuilder from '@axe-core/playwright';
import { expect, Page, test } from '@playwright/test';
import { signInAs } from './support';

/** Asks axe about the module: the frame of the portal is not ours. */
async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .include('article')
    .analyze();
  expect(violations).toEqual([]);
}

test('an administrator shows a key in the legacy frontend system', async ({
  page,
}) => {
  await signInAs(page, 'amara.osei');
  await page.getByRole('link', { name: 'Security' }).click();
  await page.getByRole('checkbox', { name: 'Select docs-publisher' }).check();
  await page.getByRole('button', { name: 'Edit Service Account' }).click();
  await expect(
    page.getByRole('heading', { name: 'Edit Service Account' }),
  ).toBeVisible();

  const dialog = page.getByRole('dialog');
  const generate = dialog.getByRole('button', { name: 'Generate' });
  const reveal = dialog.getByRole('button', { name: 'Reveal' });
  await page.getByRole('button', { name: 'Show API Key', exact: true }).click();
  await expect(generate.or(reveal)).toBeVisible();
  if (await generate.isVisible()) {
    await generate.click();
  }
  await reveal.click();
  await expect(dialog.getByRole('textbox', { name: 'API Key' })).toHaveValue(
    /^bsak_[0-9A-Za-z]{38}$/,
  );
  await dialog.getByRole('button', { name: 'Test this key' }).click();
  await expect(dialog).toContainText('The key works.');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
});

test('somebody without access has no entry in the legacy sidebar', async ({
  page,
}) => {
  await signInAs(page, 'dana.novak');
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Security' })).toBeHidden();
  await page.goto('/security');
  await expect(
    page.getByText('You may not see the Security module'),
  ).toBeVisible();
  await expect(page.getByRole('table')).toHaveCount(0);
});

test('a page that is not there says so in the legacy frontend system', async ({
  page,
}) => {
  await signInAs(page, 'amara.osei');
  await page.goto('/security/nothing');
  await expect(
    page.getByRole('heading', { name: 'There is no such page' }),
  ).toBeVisible();
  await page.getByRole('link', { name: 'Back to Users' }).click();
  await expect(page.getByRole('checkbox').first()).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the module is accessible in the legacy ${colorScheme} theme`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await signInAs(page, 'amara.osei');
    await page.goto('/security/users?limit=100');
    await page
      .getByRole('checkbox', { name: 'Select payments-deploy' })
      .check();
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Edit Service Account' }).click();
    await expect(page.getByRole('heading', { name: 'Details' })).toBeVisible();
    await page.getByRole('button', { name: 'Edit Details' }).click();
    await page.getByRole('textbox', { name: 'Title' }).fill('x'.repeat(101));
    await expect(page.getByRole('alert')).toBeVisible();
    await expectAccessible(page);
  });
}
