import { expect, Page, test } from '@playwright/test';
import { API_KEY, expectAccessible, signInAs } from './support';

const TEAM = '/catalog/default/group/team-payments';
const ACCOUNT = '/catalog/service-account/user/payments-deploy';

// The frame of the portal, and what is beside the cards, is not ours.
const OWNED_CARD = '.bui-Card:has(table[aria-label="Service accounts"])';
const ACCOUNT_CARD = '.bui-Card:has(dl)';

const owned = (page: Page) =>
  page.getByRole('table', { name: 'Service accounts' });

/** In both colours and on a phone: nothing is cut off, axe finds nothing. */
async function expectToFit(page: Page, card: string) {
  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 1000 });
    const overflow = () =>
      page
        .locator(card)
        .evaluate(element => element.scrollWidth - element.clientWidth);
    await expect.poll(overflow).toBeLessThanOrEqual(0);
    await expectAccessible(page, card);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 1000 });
}

test.use({ viewport: { width: 1280, height: 1000 } });

test('a team meets its accounts on its page, and makes another', async ({
  page,
}) => {
  test.slow();
  const name = `card-${Date.now()}`;
  const dialog = page.getByRole('dialog');
  const row = owned(page).getByRole('row').filter({ hasText: name });
  await signInAs(page, 'amara.osei');
  await page.goto(TEAM);
  await expect(
    owned(page).getByRole('link', { name: 'Payments deployment' }),
  ).toBeVisible();
  await expect(owned(page)).not.toContainText('Search indexer');
  await expectToFit(page, OWNED_CARD);

  await page.getByRole('button', { name: 'Create Service Account' }).click();
  await expect(dialog.getByRole('combobox', { name: 'Owner' })).toHaveValue(
    'Payments',
  );
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await expectAccessible(page, '[role=dialog]');
  await dialog.getByRole('button', { name: 'Create and show API key' }).click();
  await dialog.getByRole('button', { name: 'Reveal' }).click();
  await expect(dialog.getByRole('textbox', { name: 'API Key' })).toHaveValue(
    API_KEY,
  );
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(row).toContainText(/Active.*expires in 3 months.*Never/);

  await row.getByRole('link', { name }).click();
  await expect(
    page.getByRole('heading', { name: 'Edit Service Account' }),
  ).toBeVisible();
});

test('a team that may not create accounts reads why', async ({ page }) => {
  await signInAs(page, 'chen.wei');
  await page.goto(TEAM);
  await expect(owned(page)).toBeVisible();
  await expect(
    page.getByText(/you need the permission security\.service-account\.create/),
  ).toBeVisible();
  await expect(
    page.getByRole('button', { name: 'Create Service Account' }),
  ).toHaveCount(0);
});

test('a person who owns none has an empty card', async ({ page }) => {
  await signInAs(page, 'amara.osei');
  await page.goto('/catalog/default/user/chen.wei');
  await expect(page.getByText(/^None yet\. A service account/)).toBeVisible();
  await expect(owned(page)).toHaveCount(0);
});

test('the page of a service account tells what it is', async ({ page }) => {
  test.slow();
  await signInAs(page, 'amara.osei');
  await page.goto(ACCOUNT);
  await expect(page.getByText('A machine, not a person')).toBeVisible();
  await expect(owned(page)).toHaveCount(0);
  await expectToFit(page, ACCOUNT_CARD);

  await page.getByRole('button', { name: 'Edit Service Account' }).click();
  await expect(
    page.getByRole('heading', { name: 'Edit Service Account' }),
  ).toBeVisible();
});

test('who may not see Security sees no card', async ({ page }) => {
  await signInAs(page, 'dana.novak');
  for (const path of [TEAM, ACCOUNT]) {
    const asked = page.waitForResponse('**/api/permission/authorize');
    await page.goto(path);
    await asked;
    await expect(page.getByText(/^Ownership$/)).toBeVisible();
    await page.waitForLoadState('networkidle');
    await expect(page.getByText(/service accounts?$/i)).toHaveCount(0);
    await expect(page.getByText('A machine, not a person')).toHaveCount(0);
  }
});
