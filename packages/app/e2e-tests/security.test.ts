import { expect, test } from '@playwright/test';
import {
  accounts,
  API_KEY,
  button,
  createServiceAccount,
  expectAccessible,
  openUsers,
  revealApiKey,
  screenshot,
  selectAccount,
  showApiKey,
  signInAs,
  tabTo,
  whatThePageKeeps,
} from './support';

test.use({ viewport: { width: 1280, height: 800 } });

test.describe('what each persona sees', () => {
  test('the administrator may do everything', async ({ page }) => {
    await signInAs(page, 'amara.osei');
    await page.getByRole('link', { name: 'Security' }).click();
    await expect(page).toHaveURL(/\/security\/users/);
    await openUsers(page, 'limit=100');

    for (const name of ['payments-deploy', 'search-indexer']) {
      await selectAccount(page, name);
      for (const action of [
        'Edit Service Account',
        'Show API Key',
        'Create Service Account',
      ]) {
        await expect(button(page, action)).toBeEnabled();
      }
    }
  });

  test('the auditor sees the list, and which permission is missing', async ({
    page,
  }) => {
    await signInAs(page, 'bruno.keller');
    await openUsers(page, 'limit=100');
    await selectAccount(page, 'payments-deploy');
    const show = button(page, 'Show API Key');
    await expect(show).toBeDisabled();
    await expect(show).toHaveAccessibleDescription(
      /security\.user\.api-key\.configure/,
    );
    await expect(
      page.getByRole('button', { name: 'Create Service Account' }),
    ).toBeDisabled();
  });

  test('an incident responder ends a key without seeing it', async ({
    page,
  }) => {
    await signInAs(page, 'amara.osei');
    const name = `leaked-${Date.now()}`;
    await createServiceAccount(page, { name });
    const shown = await showApiKey(page);
    await shown.getByRole('button', { name: 'Close' }).click();
    await button(page, 'Sign out').click();

    await signInAs(page, 'isaac.levi');
    await page.goto(`/security/users/service-account/${name}`);
    await expect(button(page, 'Revoke')).toBeVisible();
    await expect(button(page, 'Show API Key')).toBeHidden();
    await expect(button(page, 'Rotate')).toBeHidden();
    await expect(page.getByRole('note')).toContainText(
      'security.user.api-key.configure',
    );
    await button(page, 'Revoke').click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'Revoke' })
      .click();
    await expect(
      page.getByRole('table', { name: 'Key history' }),
    ).toContainText('Revoked');
  });

  test('an engineer handles the keys of the own team only', async ({
    page,
  }) => {
    await signInAs(page, 'chen.wei');
    await openUsers(page, 'limit=100');
    const show = button(page, 'Show API Key');
    await selectAccount(page, 'payments-deploy');
    await expect(show).toBeEnabled();
    await selectAccount(page, 'search-indexer');
    await expect(show).toBeDisabled();
    await expect(show).toHaveAccessibleDescription(
      /security\.user\.api-key\.configure/,
    );
  });

  test('everybody else has no entry, and is told what is missing', async ({
    page,
  }) => {
    await signInAs(page, 'dana.novak');
    await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Security' })).toBeHidden();
    await page.goto('/security/users');
    await expect(
      page.getByText('You may not see the Security module'),
    ).toBeVisible();
    await expect(page.getByRole('table')).toHaveCount(0);
    await screenshot(page, 'no-access');
  });

  test('a person has no API key, whoever asks', async ({ page }) => {
    await signInAs(page, 'amara.osei');
    await openUsers(page, 'type=user');
    await selectAccount(page, 'aisha.bello');
    const show = button(page, 'Show API Key');
    await expect(show).toBeDisabled();
    await expect(show).toHaveAccessibleDescription(
      /Only service accounts are edited here and have an API key/,
    );
  });
});

test('an API key from its generation to the end of its account', async ({
  page,
  context,
}) => {
  test.slow();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signInAs(page, 'amara.osei');
  const name = `life-${Date.now()}`;
  await createServiceAccount(page, { name });

  const dialog = page.getByRole('dialog');
  const field = dialog.getByRole('textbox', { name: 'API Key' });
  const history = page.getByRole('table', { name: 'Key history' });

  await showApiKey(page);
  await expect(dialog).toContainText('A new API key was generated.');
  await expect(field).toHaveValue(/^•+$/);
  const first = await revealApiKey(dialog);
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(dialog.getByText('Copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(first);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
  expect(await whatThePageKeeps(page)).not.toContain(first);

  await page.reload();
  await button(page, 'Show API Key').click();
  await expect(dialog).toContainText('2 times');
  await dialog.getByRole('button', { name: 'Reveal' }).click();
  await expect(field).toHaveValue(first);
  await dialog.getByRole('button', { name: 'Close' }).click();

  await button(page, 'Rotate').click();
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  await dialog.getByRole('button', { name: 'Reveal' }).click();
  await expect(field).toHaveValue(API_KEY);
  await expect(field).not.toHaveValue(first);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(history.getByText('Active')).toHaveCount(1);

  await page.getByRole('button', { name: 'Revoke', exact: true }).click();
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(dialog).toBeHidden();
  await expect(history.getByText('Revoked')).toHaveCount(2);

  await button(page, 'Disable').click();
  await dialog.getByRole('button', { name: 'Disable' }).click();
  await expect(button(page, 'Enable')).toBeVisible();

  await page.getByRole('button', { name: 'Delete' }).click();
  const confirm = dialog.getByRole('button', { name: 'Delete' });
  await expect(confirm).toBeDisabled();
  await dialog.getByRole('textbox').fill(name);
  await confirm.click();
  await expect(page).toHaveURL(/\/security\/users(\?.*)?$/);
  await openUsers(page, `search=${name}`);
  await expect(page.getByText('No account matches')).toBeVisible();
});

test('the list keeps its search and filters in the URL', async ({ page }) => {
  await signInAs(page, 'amara.osei');
  await openUsers(page);
  const rows = accounts(page);
  const type = (name: string) =>
    page.getByRole('group', { name: 'Type' }).getByRole('button', { name });
  const keyStatus = page.getByRole('combobox', { name: 'API key' });
  const search = page.getByRole('searchbox', { name: 'Search' });

  await search.fill('docs-publisher');
  await expect(rows).toHaveCount(1);
  await type('Service accounts').click();
  await keyStatus.selectOption('None');
  await expect(page).toHaveURL(/search=docs-publisher/);
  await expect(page).toHaveURL(/type=service-account/);
  await expect(page).toHaveURL(/keyStatus=none/);

  await page.reload();
  await expect(rows).toHaveCount(1);
  await expect(search).toHaveValue('docs-publisher');
  await expect(type('Service accounts')).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(keyStatus).toHaveValue('none');

  await type('Users').click();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(rows.first()).toBeVisible();
  await expect(search).toHaveValue('');
});

test('the list is sorted and paged', async ({ page }) => {
  await signInAs(page, 'amara.osei');
  await openUsers(page, 'type=user&limit=10');
  const first = accounts(page).first();
  await expect(first).toHaveAccessibleName('Select aisha.bello');

  await page.getByRole('button', { name: 'Next page' }).click();
  await expect(first).not.toHaveAccessibleName('Select aisha.bello');
  await page.getByRole('button', { name: 'Previous page' }).click();
  await expect(first).toHaveAccessibleName('Select aisha.bello');

  const table = page.getByRole('table', { name: 'Users and service accounts' });
  await button(page, 'Service accounts').click();
  await table.getByRole('button', { name: 'Owner' }).click();
  await expect(page).toHaveURL(/orderBy=owner/);
  await expect(first).toHaveAccessibleName('Select access-review');
  await table.getByRole('button', { name: 'Owner' }).click();
  await expect(page).toHaveURL(/order=desc/);
  await expect(first).toHaveAccessibleName('Select search-indexer');
});

test('a key is shown without a mouse', async ({ page }) => {
  await signInAs(page, 'amara.osei');
  const name = `keyboard-${Date.now()}`;
  await createServiceAccount(page, { name });
  await openUsers(page, `search=${name}`);
  const row = page.getByRole('checkbox', { name: `Select ${name}` });
  const show = button(page, 'Show API Key');
  const dialog = page.getByRole('dialog');
  await expect(row).toBeVisible();

  await tabTo(page, row);
  await page.keyboard.press('Space');
  await expect(row).toBeChecked();
  await tabTo(page, show, 'Shift+Tab');
  await page.keyboard.press('Enter');
  const generate = dialog.getByRole('button', { name: 'Generate' });
  await expect(generate).toBeVisible();
  await tabTo(page, generate);
  await page.keyboard.press('Enter');
  const reveal = dialog.getByRole('button', { name: 'Reveal' });
  await expect(reveal).toBeVisible();
  await tabTo(page, reveal);
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('textbox', { name: 'API Key' })).toHaveValue(
    API_KEY,
  );
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(show).toBeFocused();
});

test('a hostile title is text', async ({ page }) => {
  const dialogs: string[] = [];
  page.on('dialog', alert => {
    dialogs.push(alert.message());
    return alert.dismiss();
  });
  await signInAs(page, 'amara.osei');
  const title = '<img src=x onerror=alert(1)>';
  const name = `hostile-${Date.now()}`;
  await createServiceAccount(page, { name, title });
  await expect(page.getByText(title, { exact: true }).first()).toBeVisible();

  await openUsers(page, `search=${name}`);
  await expect(page.getByRole('link', { name: title })).toBeVisible();
  expect(await page.locator('img[src="x"]').count()).toBe(0);
  expect(dialogs).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the module is accessible in the ${colorScheme} theme`, async ({
    page,
  }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    await signInAs(page, 'amara.osei');
    const dialog = page.getByRole('dialog');

    await openUsers(page, 'limit=100');
    await selectAccount(page, 'payments-deploy');
    await expectAccessible(page, 'main');

    await page.getByRole('button', { name: 'Create Service Account' }).click();
    await expect(dialog).toBeVisible();
    await expectAccessible(page, '[role=dialog]');
    await dialog.getByRole('button', { name: 'Cancel' }).click();

    await showApiKey(page);
    await dialog.getByRole('button', { name: 'Test this key' }).click();
    await expect(dialog).toContainText('The key works.');
    await expectAccessible(page, '[role=dialog]');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(dialog).toBeHidden();

    await page.getByRole('button', { name: 'Edit Service Account' }).click();
    await expect(
      page.getByRole('table', { name: 'Key history' }),
    ).toBeVisible();
    await button(page, 'Edit Reach').click();
    await page
      .getByRole('combobox', { name: 'Acts as' })
      .selectOption('service');
    const plugins = page.getByRole('combobox', { name: 'Restricted to' });
    await plugins.fill('catalog,elsewhere,');
    // What it offers next lies above the fields below.
    await plugins.press('Escape');
    const permissions = page
      .getByRole('group', { name: 'catalog' })
      .getByRole('combobox', { name: 'Permissions' });
    await permissions.click();
    await page.getByRole('option', { name: /catalog\.entity\.read/ }).click();
    await permissions.press('Escape');
    await expectAccessible(page, 'main');
    await button(page, 'Cancel').click();
    await dialog.getByRole('button', { name: 'Discard' }).click();

    await button(page, 'Rotate').click();
    await dialog
      .getByRole('combobox', { name: 'The current key' })
      .selectOption('Ends in 1 day');
    await expectAccessible(page, '[role=dialog]');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toBeHidden();
  });
}

test('the module fits into a window of 360 pixels', async ({ page }) => {
  await signInAs(page, 'amara.osei');
  await page.setViewportSize({ width: 360, height: 740 });
  const overflow = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );

  await openUsers(page);
  await expect(button(page, 'Show API Key')).toBeInViewport();
  expect(await overflow()).toBeLessThanOrEqual(0);

  await createServiceAccount(page, { name: `narrow-${Date.now()}` });
  const shown = await showApiKey(page);
  await shown.getByRole('button', { name: 'Close' }).click();
  for (const action of ['Show API Key', 'Rotate', 'Revoke']) {
    await button(page, action).scrollIntoViewIfNeeded();
    // Parts of a pixel are cut off.
    await expect(button(page, action)).toBeInViewport({ ratio: 0.95 });
  }
  expect(await overflow()).toBeLessThanOrEqual(0);

  const dialog = await showApiKey(page);
  await dialog.getByRole('button', { name: 'Test this key' }).click();
  const works = dialog.getByText('The key works.');
  await expect(works).toBeVisible();
  for (const part of [works, dialog.getByRole('tabpanel')]) {
    await part.scrollIntoViewIfNeeded();
    expect((await part.boundingBox())!.width).toBeLessThanOrEqual(360);
  }
  expect(await overflow()).toBeLessThanOrEqual(0);
  await dialog.getByRole('button', { name: 'Close' }).click();
});
