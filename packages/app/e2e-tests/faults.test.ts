import { expect, Page, test } from '@playwright/test';
import {
  accounts,
  API_KEY,
  button,
  createServiceAccount,
  openUsers,
  revealApiKey,
  rowOf,
  showApiKey,
  signInAs,
} from './support';

test.use({ viewport: { width: 1280, height: 800 } });

const API = '**/api/security/v1/**';

async function refuse(page: Page, status: number, name: string) {
  await page.route(API, route =>
    route.fulfill({ status, json: { error: { name, message: 'no' } } }),
  );
}

test('a session that ends while a dialog is open loses nothing', async ({
  page,
}) => {
  await signInAs(page, 'amara.osei');
  await openUsers(page);
  const dialog = page.getByRole('dialog');
  await button(page, 'Create Service Account').click();
  const title = dialog.getByRole('textbox', { name: 'Title' });
  await title.fill('Kept through it all');

  await refuse(page, 401, 'AuthenticationError');
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(dialog).toContainText('Your session has ended.');
  await expect(title).toHaveValue('Kept through it all');

  await page.unroute(API);
  const name = `kept-${Date.now()}`;
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${name}$`));
});

test('a clipboard that refuses leaves the key selected', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  await signInAs(page, 'amara.osei');
  await createServiceAccount(page, { name: `no-clipboard-${Date.now()}` });
  const dialog = await showApiKey(page);
  await page.evaluate(() => {
    document.execCommand = () => false;
  });
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(dialog).toContainText('press Ctrl+C');
  const field = dialog.getByRole('textbox', { name: 'API Key' });
  await expect(field).toBeFocused();
  expect(
    await field.evaluate(element => {
      const { value, selectionStart, selectionEnd } =
        element as HTMLTextAreaElement;
      return value.slice(selectionStart!, selectionEnd!);
    }),
  ).toMatch(API_KEY);
});

test('two people at once: each learns what the other did', async ({
  page,
  browser,
}) => {
  test.slow();
  await signInAs(page, 'amara.osei');
  const name = `shared-${Date.now()}`;
  await createServiceAccount(page, { name });
  const first = await revealApiKey(await showApiKey(page));
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await button(page, 'Rotate').click();
  await expect(dialog).toContainText(`…${first.slice(-4)}`);

  const other = await browser.newPage();
  await signInAs(other, 'chen.wei');
  await other.goto(`/security/users/service-account/${name}`);
  await button(other, 'Rotate').click();
  const theirs = other.getByRole('dialog');
  await theirs.getByRole('button', { name: 'Rotate' }).click();
  const second = await revealApiKey(theirs);
  await other.close();

  await dialog.getByRole('button', { name: 'Rotate' }).click();
  await expect(dialog).toContainText(
    'Somebody else rotated or revoked the key',
  );
  await dialog.getByRole('button', { name: 'Reload' }).click();
  await expect(dialog).toContainText(`…${second.slice(-4)}`);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('table', { name: 'Key history' })).toContainText(
    `…${second.slice(-4)}`,
  );
});

test('an account that somebody deleted meanwhile is gone, with a way on', async ({
  page,
  browser,
}) => {
  await signInAs(page, 'amara.osei');
  const name = `gone-${Date.now()}`;
  await createServiceAccount(page, { name });
  await button(page, 'Edit Details').click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Too late');

  const other = await browser.newPage();
  await signInAs(other, 'amara.osei');
  await other.goto(`/security/users/service-account/${name}`);
  await button(other, 'Delete').click();
  const confirm = other.getByRole('dialog');
  await confirm.getByRole('textbox').fill(name);
  await confirm.getByRole('button', { name: 'Delete' }).click();
  await expect(other).toHaveURL(/\/security\/users(\?.*)?$/);
  await other.close();

  await button(page, 'Save').click();
  await expect(page.getByText('This account is gone')).toBeVisible();
  await page.getByRole('link', { name: 'Back to Users' }).click();
  await expect(accounts(page).first()).toBeVisible();
  await expect(rowOf(page, name)).toBeHidden();
});

test('answers that come out of order do not mix', async ({ page }) => {
  await signInAs(page, 'amara.osei');
  await openUsers(page);
  await expect(accounts(page).first()).toBeVisible();
  let delay = 3_000;
  await page.route('**/api/security/v1/users?**', async route => {
    const wait = delay;
    delay = 0;
    await new Promise(done => setTimeout(done, wait));
    await route.continue();
  });
  const search = page.getByRole('searchbox', { name: 'Search' });
  await search.fill('payments');
  await expect(page).toHaveURL(/search=payments/);
  await expect(page.getByRole('progressbar').first()).toBeVisible();
  await search.fill('docs-publisher');
  await expect(accounts(page)).toHaveCount(1);
  await page.waitForTimeout(3_500);
  await expect(rowOf(page, 'docs-publisher')).toBeVisible();
  await expect(accounts(page)).toHaveCount(1);
});

test('a backend that fails says so, and the rows stay', async ({ page }) => {
  await signInAs(page, 'amara.osei');
  await openUsers(page, 'search=payments-deploy');
  await expect(rowOf(page, 'payments-deploy')).toBeVisible();
  await refuse(page, 503, 'ServiceUnavailableError');
  await button(page, 'Reload the list').click();
  await expect(
    page.getByText('The accounts could not be loaded.'),
  ).toBeVisible();
  await expect(rowOf(page, 'payments-deploy')).toBeVisible();
  await page.unroute(API);
  await button(page, 'Retry').click();
  await expect(page.getByRole('alert')).toBeHidden();
});

for (const name of ['Show API Key', 'Rotate', 'Revoke', 'Disable', 'Delete']) {
  test(`a double click on ${name} opens a dialog that stays`, async ({
    page,
  }) => {
    await signInAs(page, 'amara.osei');
    await createServiceAccount(page, { name: `twice-${Date.now()}` });
    const made = await showApiKey(page);
    await made.getByRole('button', { name: 'Close' }).click();
    await expect(made).toBeHidden();
    await button(page, name).dblclick();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.waitForTimeout(500);
    await expect(page.getByRole('dialog')).toBeVisible();
  });
}
