import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  FakeSecurityApi,
  FULL_ACCESS,
  ME,
  refusal,
} from '../../../dev/FakeSecurityApi';
import { renderSecurity } from '../../__testUtils__/renderSecurity';

const DAY = 24 * 60 * 60 * 1000;
const inDays = (days: number) =>
  new Date(Date.now() + days * DAY).toISOString();
const PERSON = {
  type: 'user',
  entityRef: 'user:default/alice',
  namespace: 'default',
  name: 'alice',
} as const;

function createApi() {
  const api = new FakeSecurityApi();
  const used = { lastUsedAt: inDays(-1), expiresAt: inDays(200) };
  api.add({ name: 'good', apiKeys: [api.makeKey(used)], ownerRef: ME });
  api.add({ name: 'idle', apiKeys: [api.makeKey()] });
  api.add({
    name: 'soon',
    apiKeys: [api.makeKey({ ...used, expiresAt: inDays(20) })],
  });
  api.add({ name: 'bare' });
  api.users = [PERSON];
  return api;
}

async function open(api = createApi()) {
  const user = userEvent.setup({ delay: null });
  const rendered = renderSecurity(api);
  await screen.findByRole('table');
  const select = (name: string) =>
    user.click(screen.getByRole('checkbox', { name: `Select ${name}` }));
  const shown = () =>
    screen
      .getAllByRole('checkbox', { name: /^Select (?!all)/ })
      .map(each => each.getAttribute('aria-label')!.slice('Select '.length));
  return { api, user, select, shown, ...rendered };
}

const button = (name: string | RegExp) => screen.getByRole('button', { name });

describe('the figures above the list', () => {
  it('count, and filter when they are chosen', async () => {
    const { user, shown } = await open();
    const figures = screen.getByRole('group', {
      name: 'Service accounts at a glance',
    });
    expect(figures).toHaveTextContent(
      '3With a working key1Expire within 30 days1Never used, or not for 90 days1Without a working key0Without an owner',
    );

    await user.click(button('1 Expire within 30 days'));
    await waitFor(() => expect(shown()).toEqual(['soon']));
    expect(button('1 Expire within 30 days')).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await user.click(button('1 Never used, or not for 90 days'));
    await waitFor(() => expect(shown()).toEqual(['idle']));

    await user.click(button('1 Never used, or not for 90 days'));
    await waitFor(() =>
      expect(shown()).toEqual(['bare', 'good', 'idle', 'soon', 'alice']),
    );
  });

  it('find accounts without an owner, and tell it in their row', async () => {
    const api = createApi();
    api.add({
      name: 'orphan',
      ownerRef: 'group:default/gone',
      ownerMissingSince: inDays(-1),
    });
    const { user, shown } = await open(api);
    await user.click(button('1 Without an owner'));
    await waitFor(() => expect(shown()).toEqual(['orphan']));
    const row = screen.getByRole('row', { name: /orphan/ });
    expect(row).toHaveTextContent('goneNot in the catalog');
    expect(within(row).queryByRole('link', { name: 'gone' })).toBeNull();

    await user.click(button('1 Without an owner'));
    await waitFor(() => expect(shown()).toContain('good'));
    expect(screen.getByRole('row', { name: /good/ })).not.toHaveTextContent(
      'Not in the catalog',
    );
  });

  it('count what is mine', async () => {
    const { user } = await open();
    await user.click(button('Mine'));
    await waitFor(() => expect(button('1 With a working key')).toBeVisible());
    expect(button('0 Without a working key')).toBeVisible();
  });
});

describe('the row of a service account', () => {
  it('shows the key with one click', async () => {
    const { user } = await open();
    await user.click(button('Show API Key of good'));
    expect(
      await screen.findByRole('dialog', { name: "User's API Key good" }),
    ).toBeVisible();
  });

  it.each([
    ['Rotate', "User's API Key: Rotate good"],
    ['Revoke', 'Revoke API Key of good?'],
    ['Disable', 'Disable good?'],
  ])('offers %s in its menu', async (item, dialog) => {
    const { user } = await open();
    await user.click(button('More for good'));
    await user.click(screen.getByRole('menuitem', { name: item }));
    expect(await screen.findByRole('dialog', { name: dialog })).toBeVisible();
  });

  it('enables an account that is disabled', async () => {
    const api = createApi();
    await api.updateServiceAccount('good', { version: 1, status: 'disabled' });
    const { user } = await open(api);
    await user.click(button('More for good'));
    await user.click(screen.getByRole('menuitem', { name: 'Enable' }));
    const dialog = await screen.findByRole('dialog', { name: 'Enable good?' });
    await user.click(within(dialog).getByRole('button', { name: 'Enable' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.serviceAccounts.get('good')).toMatchObject({ status: 'active' });
  });

  it('says why something cannot be done', async () => {
    const api = createApi();
    api.add({
      name: 'theirs',
      access: { ...FULL_ACCESS, canConfigureApiKey: false, canUpdate: false },
    });
    const { user } = await open(api);
    expect(button('Show API Key of theirs')).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    await user.click(button('Show API Key of theirs'));
    await user.click(button('More for theirs'));
    const rotate = screen.getByRole('menuitem', { name: /^Rotate/ });
    expect(rotate).toHaveTextContent(/security\.user\.api-key\.configure/);
    await user.click(rotate);
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('several accounts', () => {
  it('are revoked together, each with its result', async () => {
    const { api, user, select } = await open();
    const revoke = api.revokeAllApiKeys.bind(api);
    const gone = await refusal(404, 'NotFoundError', 'gone');
    jest.spyOn(api, 'revokeAllApiKeys').mockImplementation(async account => {
      if (account.name === 'idle') {
        throw gone;
      }
      await revoke(account);
    });
    for (const name of ['good', 'idle', 'bare', 'alice']) {
      await select(name);
    }
    await user.click(button('Revoke'));
    const dialog = await screen.findByRole('dialog', {
      name: 'Revoke the API keys of 2 accounts?',
    });
    const items = () =>
      within(dialog)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent);
    expect(items()).toEqual([
      'bareThere is no API key that could be revoked.',
      'goodlast used 1 day ago',
      'idlenever used',
      'aliceThis is a person. Only service accounts are edited here and have an API key.',
    ]);

    await user.click(
      within(dialog).getByRole('button', { name: 'Revoke keys of 2 accounts' }),
    );
    await within(dialog).findByRole('button', { name: 'Close' });
    expect(items().slice(1, 3)).toEqual([
      'goodDone',
      'idleFailed: there is no such account any more.',
    ]);
    expect(api.serviceAccounts.get('good')!.apiKeys[0].status).toBe('revoked');

    await user.click(within(dialog).getByRole('button', { name: 'Close' }));
    await waitFor(() =>
      expect(
        screen.getByRole('checkbox', { name: 'Select good' }).closest('tr'),
      ).toHaveTextContent('Revoked'),
    );
  });

  it('are disabled together', async () => {
    const { api, user } = await open();
    await user.click(
      screen.getByRole('checkbox', { name: 'Select all on this page' }),
    );
    await user.click(button('Disable'));
    const dialog = await screen.findByRole('dialog');
    await user.click(
      within(dialog).getByRole('button', { name: 'Disable 4 accounts' }),
    );
    await within(dialog).findByRole('button', { name: 'Close' });
    expect(
      Array.from(api.serviceAccounts.values(), ({ status }) => status),
    ).toEqual(Array(4).fill('disabled'));
  });

  it('change nothing before it is confirmed', async () => {
    const { api, user, select } = await open();
    const revokeAll = jest.spyOn(api, 'revokeAllApiKeys');
    await select('good');
    await select('idle');
    await user.click(button('Revoke'));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(revokeAll).not.toHaveBeenCalled();
  });
});
