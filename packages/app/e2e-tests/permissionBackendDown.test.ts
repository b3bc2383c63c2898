import { expect, Page, test } from '@playwright/test';
import { signInAs } from './support';

const AUTHORIZE = '**/api/permission/authorize';

/** What the permission backend answers, if it does. */
const failures = { 'answers 500': 500, 'answers 503': 503, 'is silent': 0 };

const entry = (page: Page) =>
  page
    .getByRole('navigation', { name: 'sidebar nav' })
    .getByRole('link', { name: 'Security' });

for (const [failure, status] of Object.entries(failures)) {
  test(`the portal lives while the permission backend ${failure}`, async ({
    page,
  }) => {
    await signInAs(page, 'amara.osei');
    await expect(entry(page)).toBeVisible();

    await page.route(AUTHORIZE, async route => {
      if (status) {
        await route.fulfill({ status, body: 'Out of order' });
      }
    });
    await page.goto('/catalog');
    await expect(
      page.getByRole('heading', { name: /Catalog/ }).first(),
    ).toBeVisible();
    await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
    await expect(entry(page)).toHaveCount(0);

    await page.goto('/security/users');
    await expect(
      page.getByText('Your permissions could not be checked'),
    ).toBeVisible();

    await page.unroute(AUTHORIZE);
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(page.getByRole('checkbox').first()).toBeVisible();
    await page.reload();
    await expect(entry(page)).toBeVisible();
  });
}
