import { expect, test } from '@playwright/test';
import { signInAs } from './support';

test('an app on the legacy frontend system signs in and out', async ({
  page,
}) => {
  await signInAs(page, 'amara.osei');
  await expect(page).toHaveURL(/\/catalog/);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(
    page.getByRole('heading', { name: 'Who are you today?' }),
  ).toBeVisible();
});
