import { expect, test } from '@playwright/test';
import {
  accounts,
  API_KEY,
  button,
  createServiceAccount,
  openUsers,
  revealApiKey,
  rowOf,
  selectAccount,
  showApiKey,
  signInAs,
  tabTo,
} from './support';

test.use({ viewport: { width: 1280, height: 800 } });

test('the first row takes three calls', async ({ page }) => {
  await signInAs(page, 'amara.osei');
  // What the owner is called is known of it, and not asked for.
  const name = `first-row-${Date.now()}`;
  await createServiceAccount(page, { name });
  await openUsers(page, `search=${name}`);
  await expect(rowOf(page, name)).toContainText('Payments');
  const calls: string[] = [];
  page.on('request', request => {
    const { pathname } = new URL(request.url());
    if (
      pathname.startsWith('/api/') &&
      // The sidebar of the example portal counts what is unread.
      !pathname.startsWith('/api/notifications/') &&
      request.method() !== 'OPTIONS'
    ) {
      calls.push(`${request.method()} ${pathname}`);
    }
  });
  await page.reload();
  await expect(rowOf(page, name)).toContainText('Payments');
  expect(calls).toEqual([
    'GET /api/auth/persona/refresh',
    'POST /api/permission/authorize',
    'GET /api/security/v1/users',
  ]);
});

test('from nothing to a key in the clipboard in four steps', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signInAs(page, 'amara.osei');
  await openUsers(page);
  const title = `First key ${Date.now()}`;
  const dialog = page.getByRole('dialog');

  await button(page, 'Create Service Account').click();
  await expect(dialog.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await expect(dialog.getByRole('combobox', { name: 'Owner' })).toHaveValue(
    'Security administrators',
  );
  await page.keyboard.type(title);
  await dialog.getByRole('button', { name: 'Create and show API key' }).click();
  const copy = dialog.getByRole('button', { name: 'Copy', exact: true });
  await expect(copy).toBeFocused();
  await copy.click();
  await expect(dialog.getByText('Copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    API_KEY,
  );

  await dialog.getByRole('button', { name: 'Close' }).click();
  const name = title.toLowerCase().replaceAll(' ', '-');
  await openUsers(page, `search=${name}`);
  await expect(rowOf(page, name)).toContainText('Active');
});

test('figures are filters, and one’s own accounts are one click away', async ({
  page,
}) => {
  await signInAs(page, 'amara.osei');
  const name = `idle-${Date.now()}`;
  await createServiceAccount(page, { name });
  await revealApiKey(await showApiKey(page));
  await openUsers(page, 'limit=100');

  const unused = page.getByRole('button', {
    name: /Never used, or not for 90 days$/,
  });
  await unused.click();
  await expect(page).toHaveURL(/keyStatus=unused/);
  await expect(unused).toHaveAttribute('aria-pressed', 'true');
  await expect(rowOf(page, name)).toBeVisible();
  await page.getByRole('button', { name: /Without a working key$/ }).click();
  await expect(rowOf(page, name)).toBeHidden();

  await openUsers(page, 'type=service-account');
  await button(page, 'Mine').click();
  await expect(rowOf(page, name)).toBeHidden();
  for (const row of await page.getByRole('table').getByRole('row').all()) {
    await expect(row).toContainText(/Security administrators|Owner/);
  }

  await openUsers(page, `search=${name}`);
  const owner = page.getByRole('combobox', { name: 'Owner' });
  await owner.fill('mobile');
  await page.getByRole('option', { name: /team-mobile/ }).click();
  await expect(page.getByText('No account matches')).toBeVisible();
});

test('a row has what can be done with its account', async ({ page }) => {
  await signInAs(page, 'chen.wei');
  const dialog = page.getByRole('dialog');
  await openUsers(page, 'limit=100');

  await button(page, 'Show API Key of payments-deploy').click();
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await button(page, 'More for payments-deploy').click();
  for (const item of ['Rotate', 'Revoke', 'Disable']) {
    await expect(page.getByRole('menuitem', { name: item })).toBeVisible();
  }
  await page.keyboard.press('Escape');

  const foreign = button(page, 'Show API Key of search-indexer');
  await expect(foreign).toBeDisabled();
  await foreign.hover();
  await expect(page.getByRole('tooltip')).toContainText(
    'security.user.api-key.configure',
  );
});

test('nothing moves when a row is selected, and the actions stay in sight', async ({
  page,
}) => {
  await signInAs(page, 'amara.osei');
  await openUsers(page, 'limit=50');
  const last = accounts(page).last();
  const place = async () => (await last.boundingBox())!;
  await last.scrollIntoViewIfNeeded();
  const before = await place();
  await last.check();
  expect(await place()).toEqual(before);
  await expect(button(page, 'Edit Service Account')).toBeInViewport({
    ratio: 1,
  });
  await expect(button(page, 'Show API Key')).toHaveAccessibleDescription(
    /This is a person/,
  );
});

test('an incident: several accounts lose their keys together', async ({
  page,
}) => {
  test.slow();
  await signInAs(page, 'amara.osei');
  const prefix = `incident-${Date.now()}`;
  for (const name of [`${prefix}-a`, `${prefix}-b`]) {
    await createServiceAccount(page, { name });
    const dialog = await showApiKey(page);
    await dialog.getByRole('button', { name: 'Close' }).click();
  }
  await openUsers(page, `search=${prefix}`);
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  await button(page, 'Revoke').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(`${prefix}-a`);
  await expect(dialog).toContainText(`${prefix}-b`);
  await dialog
    .getByRole('button', { name: 'Revoke keys of 2 accounts' })
    .click();
  await expect(dialog.getByText('Done', { exact: true })).toHaveCount(2);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('row', { name: /Revoked/ })).toHaveCount(2);
});

test('from the list to a copied key and back without a mouse', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signInAs(page, 'amara.osei');
  const name = `keys-only-${Date.now()}`;
  await createServiceAccount(page, { name });
  await openUsers(page, `search=${name}`);
  const show = button(page, `Show API Key of ${name}`);
  const dialog = page.getByRole('dialog');
  await expect(show).toBeVisible();

  await tabTo(page, show);
  await page.keyboard.press('Enter');
  const generate = dialog.getByRole('button', { name: 'Generate' });
  await expect(generate).toBeVisible();
  await tabTo(page, generate);
  await page.keyboard.press('Enter');
  await expect(
    dialog.getByRole('button', { name: 'Copy', exact: true }),
  ).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    API_KEY,
  );
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(show).toBeFocused();
});

test('a selected account is the one that is acted upon', async ({ page }) => {
  await signInAs(page, 'amara.osei');
  await openUsers(page, 'limit=100');
  await selectAccount(page, 'payments-deploy');
  await selectAccount(page, 'search-indexer');
  await button(page, 'Edit Service Account').click();
  await expect(page).toHaveURL(/search-indexer$/);
});
