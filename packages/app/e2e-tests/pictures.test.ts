import { expect, Page, test } from '@playwright/test';
import {
  button,
  openUsers,
  rowOf,
  screenshot,
  selectAccount,
  showApiKey,
  signInAs,
} from './support';

const API = 'http://localhost:18017/api';
const DAY = 24 * 60 * 60 * 1000;

// The pictures of the documentation: a portal in which something happens.
test.skip(process.env.UPDATE_SCREENSHOTS !== '1');
test.use({ viewport: { width: 1280, height: 800 } });

/** Gives the accounts of the demo keys in states that are worth a look. */
async function liveALittle(page: Page): Promise<string> {
  const asked = page.waitForRequest('**/api/security/v1/users?**');
  await openUsers(page);
  const headers = { Authorization: (await asked).headers().authorization };
  const post = async (path: string, data: object) => {
    const answer = await page.request.post(`${API}/security/v1/${path}`, {
      headers,
      data,
    });
    return answer.ok() ? answer.json() : {};
  };
  const key = (name: string, action: string, data: object) =>
    post(`users/service-account/${name}/api-key/${action}`, data);
  const inDays = (days: number) =>
    new Date(Date.now() + days * DAY).toISOString();
  const call = async ({ value }: { value?: string }) => {
    await page.request.get(`${API}/catalog/entities/by-query?limit=1`, {
      headers: { Authorization: `Bearer ${value}` },
    });
  };

  const deploy = await key('payments-deploy', 'show', {
    expiresAt: inDays(80),
  });
  await call(deploy);
  await call(
    await key('payments-nightly-build', 'show', { expiresAt: inDays(5) }),
  );
  const indexer = await key('search-indexer', 'show', {
    expiresAt: inDays(200),
  });
  await call(indexer);
  await key('search-indexer', 'rotate', {
    keyId: indexer.apiKey.id,
    graceSeconds: 3 * 24 * 60 * 60,
    expiresAt: inDays(200),
  });
  await key('docs-publisher', 'show', { expiresAt: inDays(300) });
  await key('mobile-release', 'show', { expiresAt: inDays(30) });
  // Last uses are written every ten seconds.
  await page.waitForTimeout(12_000);
  return deploy.value;
}

test('pictures', async ({ page, context }) => {
  test.slow();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/');
  await expect(
    page.getByRole('button', { name: 'Sign in as Amara Osei' }),
  ).toBeVisible();
  await screenshot(page, 'sign-in');
  await signInAs(page, 'amara.osei');
  const apiKey = await liveALittle(page);
  const dialog = page.getByRole('dialog');

  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await openUsers(page, 'type=service-account');
    await selectAccount(page, 'payments-deploy');
    await expect(rowOf(page, 'payments-deploy')).toContainText('Active');
    await screenshot(page, `users-list-${colorScheme}`);
  }

  await page.evaluate(text => navigator.clipboard.writeText(text), apiKey);
  await page.getByRole('searchbox', { name: 'Search' }).focus();
  await page.keyboard.press('ControlOrMeta+V');
  await expect(
    page.getByRole('region', { name: 'Whose key this is' }),
  ).toBeVisible();
  await screenshot(page, 'whose-key');

  await openUsers(page, 'type=service-account');
  await selectAccount(page, 'payments-deploy');
  await page.setViewportSize({ width: 1280, height: 1150 });
  await showApiKey(page);
  await dialog.getByRole('button', { name: 'Test this key' }).click();
  await expect(dialog).toContainText('The key works.');
  await screenshot(page, 'show-api-key');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.goto('/security/users/service-account/search-indexer');
  await expect(page.getByRole('note').first()).toBeVisible();
  await expect(page.getByText('Amara Osei').first()).toBeVisible();
  await page.setViewportSize({ width: 1280, height: 1250 });
  await screenshot(page, 'edit-service-account');
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.goto('/security/users/service-account/payments-deploy');
  await button(page, 'Rotate').click();
  await expect(
    dialog.getByRole('combobox', { name: 'The current key' }),
  ).toBeVisible();
  await screenshot(page, 'rotate');
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto('/catalog/default/group/team-payments');
    await expect(
      page.getByRole('table', { name: 'Service accounts' }),
    ).toContainText('Expires in 5 days');
    await expect(page.getByText('Aisha Bello')).toBeVisible();
    await screenshot(page, `entity-card-${colorScheme}`);
    await page.goto('/catalog/service-account/user/payments-deploy');
    await expect(page.getByText('A machine, not a person')).toBeVisible();
    await screenshot(page, `entity-page-${colorScheme}`);
  }

  const access = page.getByRole('region', { name: 'Access', exact: true });
  const reach = page.getByRole('region', { name: 'Reach', exact: true });
  for (const [look, colorScheme, width] of [
    ['light', 'light', 1280],
    ['dark', 'dark', 1280],
    ['narrow', 'light', 360],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await page.goto('/security/users/service-account/payments-deploy');
    await button(page, 'Check access').click();
    await expect(access.getByRole('status')).toContainText('shown');
    await access
      .getByRole('combobox', { name: 'Plugin' })
      .selectOption('catalog');
    // What is fixed to the window would lie above it.
    await page.setViewportSize({ width, height: 2_600 });
    await screenshot(access, `access-${look}`);
    await page.setViewportSize({ width, height: 800 });

    await button(page, 'Limit to the plugins it used').click();
    await expect(dialog).toContainText('Refused from now on');
    await screenshot(page, `access-limit-${look}`);
    await dialog.getByRole('button', { name: 'Cancel' }).click();

    await button(page, 'Edit Reach').click();
    await page.getByRole('combobox', { name: 'Plugins' }).click();
    await page.getByRole('option', { name: /^mcp-actions/ }).click();
    await page.keyboard.press('Escape');
    await button(page, 'Preview access').click();
    await expect(reach).toContainText(/Permissions: \d+ gained/);
    await page.setViewportSize({ width, height: 1_600 });
    await screenshot(reach, `access-preview-${look}`);
    await reach.getByRole('button', { name: 'Cancel' }).click();
    await dialog.getByRole('button', { name: 'Discard' }).click();
  }

  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 360, height: 740 });
  await openUsers(page, 'type=service-account');
  await expect(rowOf(page, 'payments-deploy')).toBeVisible();
  await screenshot(page, 'users-list-narrow');

  // Last, since nothing is found by an English name any more; Japanese needs a
  // font of the system.
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const language of ['de', 'fr', 'ja']) {
    await page.evaluate(
      chosen => localStorage.setItem('language', chosen),
      language,
    );
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto('/security/users?type=service-account');
      await expect(page.getByRole('table')).toContainText('payments-deploy');
      await screenshot(page, `users-list-${language}-${colorScheme}`);
    }
  }
});
