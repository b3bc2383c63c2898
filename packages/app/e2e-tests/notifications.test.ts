import { expect, test } from '@playwright/test';
import { openUsers, screenshot, signInAs } from './support';

const SECURITY = 'http://localhost:18017/api/security';
const DAY = 24 * 60 * 60 * 1000;

test.use({ viewport: { width: 1280, height: 800 } });

test('a warning arrives while somebody looks, and leads to the account', async ({
  page,
}) => {
  test.slow();
  await signInAs(page, 'amara.osei');
  const asked = page.waitForRequest('**/api/security/v1/users?**');
  await openUsers(page);
  const headers = { Authorization: (await asked).headers().authorization };
  const post = async (path: string, data?: object) => {
    const answer = await page.request.post(`${SECURITY}${path}`, {
      headers,
      data,
    });
    expect(answer.ok()).toBe(true);
  };

  await page.goto('/notifications');
  await expect(
    page.getByRole('heading', { name: /^Unread notifications/ }),
  ).toBeVisible();
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  const name = `report-export-${Date.now() % 1000}`;
  await post('/v1/service-accounts', {
    name,
    ownerRef: 'group:default/security-admins',
  });
  await post(`/v1/users/service-account/${name}/api-key/show`, {
    expiresAt: new Date(Date.now() + 5 * DAY).toISOString(),
  });
  // As it does once an hour.
  await post('/.backstage/scheduler/v1/tasks/warnings/trigger');

  const notice = page.getByText(`API key of ${name} expires in 5 days`);
  // The task's first run is a minute after the start.
  await expect(notice.first()).toBeVisible({ timeout: 90_000 });
  expect(loads).toBe(0);
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto('/notifications');
    await expect(notice.first()).toBeVisible();
    await screenshot(page, `notification-${colorScheme}`);
  }

  await notice.first().click();
  await expect(page).toHaveURL(
    new RegExp(`/security/users/service-account/${name}$`),
  );
  const account = await page.request.get(
    `${SECURITY}/v1/users/service-account/${name}`,
    { headers },
  );
  const { version } = await account.json();
  const deleted = await page.request.delete(
    `${SECURITY}/v1/service-accounts/${name}?version=${version}`,
    { headers },
  );
  expect(deleted.ok()).toBe(true);
});
