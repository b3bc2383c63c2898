import { expect, Page, test } from '@playwright/test';
import {
  accounts,
  createServiceAccount,
  openUsers,
  revealApiKey,
  showApiKey,
  signInAs,
  whatThePageKeeps,
} from './support';

test.use({ viewport: { width: 1280, height: 800 } });

/** Hears from now on all that the browser sends, and each address it is at. */
async function listen(page: Page) {
  const heard: string[] = [];
  page.on('request', request =>
    heard.push(
      request.url(),
      request.postData() ?? '',
      JSON.stringify(request.headers()),
    ),
  );
  page.on('framenavigated', frame => heard.push(frame.url()));
  return async () => {
    const history = await page.evaluate(() => {
      const { navigation } = window as unknown as {
        navigation: { entries(): Array<{ url: string }> };
      };
      return navigation.entries().map(({ url }) => url);
    });
    return [...heard, ...history, await whatThePageKeeps(page)].join('\n');
  };
}

test('a key in the search finds its account, and goes nowhere', async ({
  page,
  context,
}) => {
  test.slow();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signInAs(page, 'amara.osei');
  const name = `pasted-${Date.now()}`;
  await createServiceAccount(page, { name });
  const dialog = await showApiKey(page);
  const apiKey = await revealApiKey(dialog);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
  const hint = apiKey.slice(-4);
  const search = page.getByRole('searchbox', { name: 'Search' });
  const note = page.getByRole('search').getByRole('status');
  const paste = async (text: string) => {
    await page.evaluate(copied => navigator.clipboard.writeText(copied), text);
    await search.focus();
    await page.keyboard.press('ControlOrMeta+V');
  };
  const expectFound = async () => {
    await expect(note).toHaveText(
      'That was an API key. It was not sent anywhere.',
    );
    const whose = page.getByRole('region', { name: 'Whose key this is' });
    await expect(whose).toContainText(`A key that ends in …${hint} belongs to`);
    await expect(whose.getByRole('link', { name })).toBeVisible();
    await expect(search).toHaveValue(hint);
    await expect(page).toHaveURL(`/security/users?search=${hint}`);
    await expect(
      page.getByRole('checkbox', { name: `Select ${name}` }),
    ).toBeVisible();
  };

  await openUsers(page);
  const allThatWent = await listen(page);

  await paste(apiKey);
  await expectFound();

  await search.fill('');
  await paste(`Authorization: Bearer ${apiKey}\n`);
  await expectFound();

  await search.fill('');
  await search.pressSequentially(apiKey, { delay: 50 });
  await expectFound();

  await search.fill('');
  await paste(apiKey.slice(0, 20));
  await expect(note).toContainText('That was a part of an API key.');
  await expect(search).toHaveValue('');

  const went = await allThatWent();
  expect(went).toContain(`search=${hint}`);
  expect(went).not.toContain(apiKey.slice(0, 12));
  expect(went).not.toContain(apiKey.slice(5, 15));
});

test('a key in the address is taken out before it is asked for', async ({
  page,
}) => {
  await signInAs(page, 'amara.osei');
  await createServiceAccount(page, { name: `linked-${Date.now()}` });
  const dialog = await showApiKey(page);
  const apiKey = await revealApiKey(dialog);
  await dialog.getByRole('button', { name: 'Close' }).click();
  const asked: string[] = [];
  page.on('request', request => {
    if (new URL(request.url()).pathname.startsWith('/api/')) {
      asked.push(request.url());
    }
  });

  await openUsers(page, `search=${apiKey}`);
  await expect(page.getByText('rotate the key.')).toBeVisible();
  await expect(page).toHaveURL(`/security/users?search=${apiKey.slice(-4)}`);
  await expect(accounts(page)).toHaveCount(1);
  expect(asked.join('\n')).not.toContain(apiKey);
  await page.goBack();
  expect(page.url()).not.toContain(apiKey);
});
