import { SecurityApi } from 'backstage-plugin-security-common';
import { bringIntoStates } from './bringIntoStates';
import {
  demoServiceAccounts,
  moreDemoServiceAccounts,
} from './demoServiceAccounts';
import { demoStates } from './demoStates';

const DAY = 24 * 60 * 60 * 1000;

/** Keeps what was done to each account, and remembers its keys. */
function portal() {
  const done: Record<string, unknown[]> = {};
  const note = (name: string, what: unknown) =>
    (done[name] = done[name] ?? []).push(what);
  const inDays = (expiresAt: string) =>
    Math.round((Date.parse(expiresAt) - Date.now()) / DAY);
  const api = {
    getAccount: async ({ name }: { name: string }) => ({
      type: 'service-account',
      version: 1,
      apiKeys: done[name] ?? [],
    }),
    showApiKey: async (
      { name }: { name: string },
      { expiresAt }: { expiresAt: string },
    ) => {
      note(name, `show ${inDays(expiresAt)}`);
      return { apiKey: { id: `id of ${name}` }, value: name };
    },
    rotateApiKey: async (
      { name }: { name: string },
      { graceSeconds }: { graceSeconds: number },
    ) => note(name, `rotate ${(graceSeconds * 1000) / DAY}`),
    updateServiceAccount: async (name: string, { status }: any) =>
      note(name, status),
  } as unknown as SecurityApi;
  const start = () =>
    bringIntoStates({
      states: demoStates,
      api,
      token: 'of an admin',
      callWith: async name => {
        note(name, 'call');
      },
    });
  return { done, start };
}

it('brings every account into its state, and does nothing twice', async () => {
  const { done, start } = portal();
  const expected = {
    'payments-deploy': ['show 80', 'call'],
    'payments-nightly-build': ['show 5', 'call'],
    'search-indexer': ['show 200', 'call', 'rotate 3'],
    'docs-publisher': ['show 300'],
    'mobile-release': ['show 60', 'call'],
    'sales-report': ['show 120', 'disabled'],
    'loyalty-sync': ['show 150', 'call'],
  };

  await expect(start()).resolves.toBe(7);
  expect(done).toEqual(expected);
  await expect(start()).resolves.toBe(0);
  expect(done).toEqual(expected);
});

it('names accounts of the demo alone', () => {
  const names = [...demoServiceAccounts, ...moreDemoServiceAccounts].map(
    ({ name }) => name,
  );
  expect(names).toEqual(expect.arrayContaining(Object.keys(demoStates)));
});
