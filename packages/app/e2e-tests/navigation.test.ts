import { expect, Page, test } from '@playwright/test';
import {
  accounts,
  button,
  createServiceAccount,
  openUsers,
  selectAccount,
  signInAs,
} from './support';

test.use({ viewport: { width: 1280, height: 800 } });

const question = (page: Page) =>
  page.getByRole('dialog', { name: 'Discard your changes?' });

async function answer(page: Page, name: 'Keep editing' | 'Discard') {
  await question(page).getByRole('button', { name }).click();
  await expect(question(page)).toBeHidden();
}

test('unsaved changes are asked about on every way out', async ({ page }) => {
  await signInAs(page, 'amara.osei');
  await openUsers(page, 'search=payments-deploy');
  const list = page.url();
  await selectAccount(page, 'payments-deploy');
  await button(page, 'Edit Service Account').click();
  await button(page, 'Edit Details').click();
  const title = page.getByRole('textbox', { name: 'Title' });
  const before = await title.inputValue();
  const account = page.url();
  await title.fill('Not saved');

  const waysOut: Record<string, () => Promise<unknown>> = {
    cancel: () => page.getByRole('button', { name: 'Cancel' }).click(),
    tab: () => page.getByRole('tab', { name: 'Users' }).click(),
    breadcrumb: () =>
      page.evaluate(() => {
        const links = Array.from(document.querySelectorAll('a'));
        links.find(link => link.pathname === '/security/users')!.click();
      }),
    sidebar: () => page.getByRole('link', { name: 'Settings' }).click(),
    back: () => page.evaluate(() => window.history.back()),
  };
  for (const leave of Object.values(waysOut)) {
    await leave();
    await answer(page, 'Keep editing');
    expect(page.url()).toBe(account);
    await expect(title).toHaveValue('Not saved');
  }

  const asked = page.waitForEvent('dialog');
  await page.evaluate(() => setTimeout(() => window.location.reload()));
  const browserQuestion = await asked;
  expect(browserQuestion.type()).toBe('beforeunload');
  await browserQuestion.dismiss();
  await expect(title).toHaveValue('Not saved');

  await page.evaluate(() => window.history.back());
  await answer(page, 'Discard');
  await expect(page).toHaveURL(list);
  await page.goForward();
  await expect(page).toHaveURL(account);
  await button(page, 'Edit Details').click();
  await expect(title).toHaveValue(before);
});

test('the list is as it was left, until one leaves the module', async ({
  page,
}) => {
  await signInAs(page, 'amara.osei');
  const filters = 'search=payments-deploy&type=service-account';
  const open = async () => {
    await selectAccount(page, 'payments-deploy');
    await button(page, 'Edit Service Account').click();
    await expect(page.getByRole('heading', { name: 'Details' })).toBeVisible();
  };
  await openUsers(page, filters);

  await open();
  await page.goBack();
  await expect(page).toHaveURL(`/security/users?${filters}`);
  await open();
  await page.getByRole('tab', { name: 'Users' }).click();
  await expect(page).toHaveURL(`/security/users?${filters}`);
  await expect(accounts(page)).toHaveCount(1);

  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Security' }).first().click();
  await expect(page).toHaveURL('/security/users');
});

test('a double click opens a question, and leaves it open', async ({
  page,
}) => {
  await signInAs(page, 'amara.osei');
  await createServiceAccount(page, { name: `double-${Date.now()}` });
  await page.getByRole('button', { name: 'Delete' }).dblclick();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.waitForTimeout(500);
  await expect(page.getByRole('dialog')).toBeVisible();
});

for (const path of ['/security/nothing', '/security/users/a/b/c']) {
  test(`${path} is a page that says so`, async ({ page }) => {
    await signInAs(page, 'amara.osei');
    await page.goto(path);
    await expect(
      page.getByRole('heading', { name: 'There is no such page' }),
    ).toBeVisible();
    await page.getByRole('link', { name: 'Back to Users' }).click();
    await expect(accounts(page).first()).toBeVisible();
  });
}
