import { expect, Page, test } from '@playwright/test';
import {
  button,
  createServiceAccount,
  expectAccessible,
  revealApiKey,
  showApiKey,
  signInAs,
} from './support';

const API = 'http://localhost:18017/api';
const LIMIT = 'Limit to the plugins it used';

test.use({ viewport: { width: 1280, height: 1000 } });

/** What the plugin of a path answers to a key. */
async function callWith(page: Page, apiKey: string, path: string) {
  const response = await page.request.get(`${API}/${path}`, {
    headers: { Authorization: `Bearer ${apiKey}` },
  });
  return { status: response.status(), text: await response.text() };
}

test('what an account may do, would be able to do, and does', async ({
  page,
}) => {
  test.slow();
  await signInAs(page, 'amara.osei');
  await createServiceAccount(page, { name: `access-${Date.now()}` });
  const dialog = await showApiKey(page);
  const apiKey = await revealApiKey(dialog);
  await dialog.getByRole('button', { name: 'Close' }).click();

  const access = page.getByRole('region', { name: 'Access', exact: true });
  const uses = access.getByRole('table', { name: 'Plugins that it calls' });
  const answers = access.getByRole('table', {
    name: 'What the policy answers',
  });
  const useOf = (plugin: string) =>
    uses.getByRole('row').filter({
      has: page.getByRole('rowheader', { name: plugin, exact: true }),
    });

  await test.step('it may read the catalog, and has called nothing', async () => {
    await button(page, 'Check access').click();
    await expect(
      answers.getByRole('row', { name: /^catalog\.entity\.read Allowed/ }),
    ).toBeVisible();
    await expect(useOf('catalog')).toContainText('Not called yet');
    await expect(access).toContainText('nothing to limit the account to');
    await expect(button(page, LIMIT)).toHaveCount(0);
    await expectAccessible(page, 'main');
  });

  await test.step('the permissions are filtered', async () => {
    const decision = access.getByRole('combobox', { name: 'Decision' });
    const denied = access.getByRole('row', { name: /^catalog\.\S+ Denied/ });
    await expect(denied.first()).toBeVisible();
    await decision.selectOption({ index: 1 });
    await expect(denied).toHaveCount(0);
    await access
      .getByRole('searchbox', { name: 'Permission' })
      .fill('entity.read');
    await expect(access.getByRole('status')).toContainText(/^1 of \d+/);
    await access
      .getByRole('combobox', { name: 'Use' })
      .selectOption({ label: 'Called in 90 days' });
    await expect(access.getByRole('status')).toContainText(/^0 of \d+/);
    await button(page, 'Clear filters').click();
    await expect(denied.first()).toBeVisible();
  });

  await test.step('another owner is previewed, and not saved', async () => {
    await button(page, 'Edit Details').click();
    const owner = page.getByRole('combobox', { name: 'Owner' });
    await owner.fill('marketing');
    await page.getByRole('option', { name: /team-marketing/ }).click();
    await button(page, 'Preview access').click();
    const details = page.getByRole('region', { name: 'Details', exact: true });
    await expect(details).toContainText(/Permissions: \d+ gained/);
    await expect(details).toContainText('a name that no account can have');
    await expectAccessible(page, 'main');
    await details.getByRole('button', { name: 'Cancel' }).click();
    await dialog.getByRole('button', { name: 'Discard' }).click();
    await expect(details).toContainText('OwnerPayments');
  });

  await test.step('a call with its key is counted', async () => {
    for (let call = 0; call < 3; call++) {
      const path = 'catalog/entities/by-query?limit=1';
      expect((await callWith(page, apiKey, path)).status).toBe(200);
    }
    await expect(async () => {
      await button(page, 'Check again').click();
      await expect(useOf('catalog')).toContainText(/ago.*3/, {
        timeout: 5_000,
      });
    }).toPass();
  });

  await test.step('it is limited to the plugin that it called', async () => {
    await button(page, LIMIT).click();
    await expect(dialog).toContainText(
      /May still be calledcatalogRefused from now on.*mcp-actions/,
    );
    await expectAccessible(page, '[role=dialog]');
    await dialog.getByRole('button', { name: 'Limit' }).click();
    await expect(dialog).toBeHidden();
    await expect(
      page.getByRole('region', { name: 'Reach', exact: true }),
    ).toContainText('catalog');
    await expect(button(page, LIMIT)).toHaveCount(0);
    await expect(access.getByRole('heading', { name: 'Access' })).toBeFocused();
    await expectAccessible(page, 'main');
  });

  await test.step('what it did not call is refused', async () => {
    await expect(async () => {
      const refused = await callWith(page, apiKey, 'mcp-actions/v1');
      expect(refused.status).toBe(403);
      expect(refused.text).toContain(
        "This API key may not call the plugin 'mcp-actions'",
      );
    }).toPass();
    const path = 'catalog/entities/by-query?limit=1';
    expect((await callWith(page, apiKey, path)).status).toBe(200);
  });
});
