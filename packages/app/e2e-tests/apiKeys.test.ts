import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { expect, Page, test } from '@playwright/test';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import {
  button,
  createServiceAccount,
  openUsers,
  revealApiKey,
  showApiKey,
  signInAs,
} from './support';

test.use({ viewport: { width: 1280, height: 800 } });

const CATALOG = 'http://localhost:18017/api/catalog/entities/by-query?limit=1';

/** What the catalog answers to a machine with the key. */
async function call(page: Page, apiKey: string): Promise<number> {
  const response = await page.request.get(CATALOG, {
    headers: { Authorization: `Bearer ${apiKey}` },
  });
  return response.status();
}

async function save(page: Page) {
  await page.getByRole('button', { name: 'Save' }).click();
}

test('the life of a key is in the hands of its owners', async ({ page }) => {
  test.slow();
  await signInAs(page, 'amara.osei');
  const name = `owned-${Date.now()}`;
  await createServiceAccount(page, { name });
  const dialog = page.getByRole('dialog');
  const note = page.getByRole('note');
  const history = page.getByRole('table', { name: 'Key history' });
  const close = () => dialog.getByRole('button', { name: 'Close' }).click();

  // Its expiry.
  await button(page, 'Show API Key').click();
  const expires = dialog.getByRole('combobox', { name: 'Expires' });
  await expect(expires).toHaveAccessibleDescription(
    /The longest that this portal allows is 365 days/,
  );
  await expires.selectOption('After 7 days');
  await dialog.getByRole('button', { name: 'Generate' }).click();
  const first = await revealApiKey(dialog);
  await close();
  await expect(history.getByText('Expires in 7 days')).toBeVisible();
  expect(await call(page, first)).toBe(200);

  // Its overlap with the next one.
  await page.getByRole('button', { name: 'Rotate' }).click();
  await dialog
    .getByRole('combobox', { name: 'The current key' })
    .selectOption('Ends in 1 hour');
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  await expect(dialog).toContainText('Edit Service Account shows whether');
  const second = await revealApiKey(dialog);
  await close();
  expect(await call(page, first)).toBe(200);
  expect(await call(page, second)).toBe(200);

  // Its last use, which is written every ten seconds.
  await expect(async () => {
    await note.getByRole('button', { name: 'Refresh' }).click();
    await expect(note).toContainText(
      /It is still used, last .*, to call catalog\./,
      {
        timeout: 1_000,
      },
    );
  }).toPass();
  await expect(history.getByText('to call catalog')).toHaveCount(2);

  // Its end.
  await note.getByRole('button', { name: 'End it now' }).click();
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(dialog).toBeHidden();
  await expect(note).toBeHidden();
  expect(await call(page, first)).toBe(401);
  expect(await call(page, second)).toBe(200);

  // Its reach.
  const plugins = page.getByRole('combobox', { name: 'Plugins' });
  await button(page, 'Edit Reach').click();
  await plugins.fill('search,');
  await save(page);
  await expect(page.getByText(`${name} saved`)).toBeVisible();
  expect(await call(page, second)).toBe(403);
  await button(page, 'Edit Reach').click();
  await plugins.press('Backspace');
  await save(page);
  await expect.poll(() => call(page, second)).toBe(200);

  // A pause.
  await button(page, 'Disable').click();
  await dialog.getByRole('button', { name: 'Disable' }).click();
  await expect.poll(() => call(page, second)).toBe(401);
  await button(page, 'Enable').click();
  await dialog.getByRole('button', { name: 'Enable' }).click();
  await expect.poll(() => call(page, second)).toBe(200);

  // And the end of the other one.
  await button(page, 'Revoke').click();
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(dialog).toBeHidden();
  expect(await call(page, second)).toBe(401);
  await openUsers(page, `search=${name}`);
  await expect(page.getByRole('row', { name: /Revoked/ })).toBeVisible();
});

test('an account whose new key was revoked works on with the old one', async ({
  page,
}) => {
  test.slow();
  await signInAs(page, 'amara.osei');
  const name = `overlap-${Date.now()}`;
  await createServiceAccount(page, { name });
  const first = await revealApiKey(await showApiKey(page));
  const dialog = page.getByRole('dialog');
  const close = () => dialog.getByRole('button', { name: 'Close' }).click();
  await close();
  expect(await call(page, first)).toBe(200);

  // A key that is in use goes on working for a day, unless somebody decides
  // otherwise. Its use is written every ten seconds.
  await expect(async () => {
    await page.getByRole('button', { name: 'Rotate' }).click();
    const overlap = dialog.getByRole('combobox', { name: 'The current key' });
    await expect(overlap).toBeVisible();
    const chosen = await overlap.inputValue();
    if (chosen === '0') {
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await expect(dialog).toBeHidden();
    }
    expect(chosen).toBe(String(24 * 60 * 60));
  }).toPass();
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  const second = await revealApiKey(dialog);
  await close();

  await page.getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(dialog).toContainText(
    `Another key of this account, …${first.slice(-4)}, works until`,
  );
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(dialog).toBeHidden();
  await expect(
    page.getByText(`Still working: …${first.slice(-4)}`),
  ).toBeVisible();
  expect(await call(page, second)).toBe(401);
  expect(await call(page, first)).toBe(200);

  const row = page.getByRole('row', { name: new RegExp(name) });
  for (const filter of ['active', 'retiring']) {
    await openUsers(page, `search=${name}&keyStatus=${filter}`);
    await expect(row).toContainText('Replaced, still works');
  }
  await openUsers(page, `search=${name}&keyStatus=revoked`);
  await expect(page.getByText('No account matches')).toBeVisible();
});

test('a rotation whose answer gets lost ends with what is', async ({
  page,
}) => {
  test.slow();
  await signInAs(page, 'amara.osei');
  await createServiceAccount(page, { name: `lost-${Date.now()}` });
  const first = await revealApiKey(await showApiKey(page));
  const dialog = page.getByRole('dialog');
  const close = () => dialog.getByRole('button', { name: 'Close' }).click();
  await close();
  const rotate = '**/api-key/rotate';

  // The backend never hears of it.
  await page.route(rotate, route => route.abort());
  await page.getByRole('button', { name: 'Rotate' }).click();
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  await expect(dialog).toContainText('So far nothing has changed.');
  expect(await call(page, first)).toBe(200);
  await page.unroute(rotate);

  // The backend does it, and the answer gets lost.
  let lost = '';
  await page.route(rotate, async route => {
    lost = (await (await route.fetch()).json()).value;
    await route.abort();
  });
  await dialog.getByRole('button', { name: 'Retry' }).click();
  await expect(dialog).toContainText(
    'The answer did not arrive, but the key was rotated just now, by you.',
  );
  await expect(dialog).toContainText(`The new key is …${lost.slice(-4)}.`);
  await expect(dialog).toContainText(
    `Requests with the old key, …${first.slice(-4)}, are refused.`,
  );
  await page.unroute(rotate);
  await dialog.getByRole('button', { name: 'Show it' }).click();
  expect(await revealApiKey(dialog)).toBe(lost);
  expect(await call(page, first)).toBe(401);
  expect(await call(page, lost)).toBe(200);
  await close();
  await expect(
    page.getByRole('table', { name: 'Key history' }).getByText('Revoked'),
  ).toHaveCount(1);
});

test('what the dialog offers to copy works as it stands', async ({ page }) => {
  await signInAs(page, 'amara.osei');
  await createServiceAccount(page, { name: `snippets-${Date.now()}` });
  const dialog = await showApiKey(page);
  const apiKey = await revealApiKey(dialog);
  const snippet = async (kind: string) => {
    await dialog.getByRole('tab', { name: kind }).click();
    const text = await dialog.getByRole('tabpanel').locator('pre').innerText();
    expect(text).not.toContain(apiKey);
    return text;
  };
  const run = async (command: string, key = apiKey) =>
    promisify(execFile)('bash', ['-euc', command], {
      env: { PATH: process.env.PATH, BACKSTAGE_API_KEY: key },
    });

  const curl = await snippet('curl');
  expect(JSON.parse((await run(curl)).stdout).items).toHaveLength(5);
  await expect(run(curl, 'no key')).rejects.toThrow(/401/);

  const [step] = parse(await snippet('CI job'));
  expect(step.env).toEqual({
    BACKSTAGE_API_KEY: '${{ secrets.BACKSTAGE_API_KEY }}',
  });
  expect(JSON.parse((await run(step.run)).stdout).items).toHaveLength(5);

  const { backstage } = JSON.parse(await snippet('MCP client')).mcpServers;
  const client = new Client({ name: 'test', version: '1.0.0' });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(backstage.url), {
      requestInit: {
        headers: {
          Authorization: backstage.headers.Authorization.replace(
            '${BACKSTAGE_API_KEY}',
            apiKey,
          ),
        },
      },
    }),
  );
  const { tools } = await client.listTools();
  expect(tools.map(tool => tool.name)).toContainEqual(
    expect.stringContaining('catalog'),
  );
  await client.close();
});
