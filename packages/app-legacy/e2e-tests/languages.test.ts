import { expect, test } from '@playwright/test';
import { signInAs } from './support';

test('the page and its entry are in the language of the app', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await signInAs(page, 'amara.osei');
  await page.goto('/security/users');
  await expect(page.getByRole('heading', { name: 'Security' })).toBeVisible();

  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('option', { name: 'Deutsch' }).click();
  await page.getByRole('link', { name: 'Sicherheit' }).click();
  const table = page.getByRole('table', { name: 'Benutzer und Dienstkonten' });
  await expect(table).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Sicherheit' })).toBeVisible();

  // The texts are not there yet when the entry of the sidebar is first drawn.
  await page.reload();
  await expect(page.getByRole('link', { name: 'Sicherheit' })).toBeVisible();
  await expect(table).toBeVisible();
});
