import { screen, waitFor, within } from '@testing-library/react';
import {
  fact,
  openServiceAccount as open,
} from '../../__testUtils__/openServiceAccount';

const WORKS_ON = { retiresAt: '2999-01-02T03:04:05Z' };

describe('ApiKeySection', () => {
  it('says in a sentence that there is no key yet', async () => {
    const { section } = await open();
    expect(section('API Key')).toHaveTextContent(
      /^API KeyThis account has no API key yet\.Show API Key$/,
    );
  });

  it('says of the newest key whether it works, until when, and its use', async () => {
    const { section } = await open(fake => ({
      apiKeys: [
        fake.makeKey({
          hint: 'aB3d',
          expiresAt: '2999-01-02T03:04:05Z',
          lastUsedAt: new Date(Date.now() - 300_000).toISOString(),
          lastUsedPlugin: 'search',
        }),
      ],
    }));
    expect(fact(section('API Key'), 'Key')).toBe('…aB3dActive');
    expect(fact(section('API Key'), 'Expires')).toMatch(
      /^2 Jan 2999, 03:04 \(in \d+ years\)$/,
    );
    expect(fact(section('API Key'), 'Last used')).toBe(
      '5 minutes ago, to call search',
    );
    expect(
      screen.queryByRole('button', { name: 'Revoke all' }),
    ).not.toBeInTheDocument();
  });

  it('shows the history of the keys', async () => {
    await open(api => ({
      apiKeys: [
        api.makeKey({
          hint: 'newK',
          timesShown: 3,
          lastShownAt: new Date(Date.now() - 300_000).toISOString(),
          lastShownBy: 'user:default/carl',
        }),
        api.makeKey({
          hint: 'oldK',
          status: 'revoked',
          revokedAt: '2026-02-03T04:05:06.000Z',
          revokedBy: 'user:default/bob',
        }),
      ],
    }));
    const history = screen.getByRole('table', { name: 'Key history' });
    expect(
      within(history).getByRole('row', {
        name: /…newK Active .* 3 times, last 5 minutes ago by carl$/,
      }),
    ).toBeInTheDocument();
    expect(
      within(history).getByRole('row', {
        name: /…oldK Revoked .* 3 Feb 2026, 04:05 by bob Never/,
      }),
    ).toBeInTheDocument();
    expect(within(history).getByRole('link', { name: 'bob' })).toHaveAttribute(
      'href',
      '/catalog/default/user/bob',
    );
  });

  it('revokes the key after it said what will break', async () => {
    const { api, click, confirm, toasts } = await open(fake => ({
      apiKeys: [fake.makeKey({ hint: 'aB3d' })],
    }));
    await click('Revoke');
    expect(await screen.findByRole('dialog')).toHaveTextContent(/…aB3d/);
    await confirm('Revoke');

    await waitFor(() => expect(toasts).toHaveLength(1));
    expect(api.serviceAccounts.get('ci')!.apiKey!.status).toBe('revoked');
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: 'Revoke' })).toBeNull(),
    );
    expect(screen.getByRole('heading', { name: 'API Key' })).toHaveFocus();
    expect(screen.queryByRole('button', { name: 'Rotate' })).toBeNull();
  });

  it('leaves the replaced key to be ended when the newest is revoked', async () => {
    const { click, confirm, button } = await open(fake => ({
      apiKeys: [
        fake.makeKey({ hint: 'newK' }),
        fake.makeKey({ hint: 'oldK', ...WORKS_ON }),
      ],
    }));
    await click('Revoke');
    await confirm('Revoke');
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: 'Revoke' })).toBeNull(),
    );
    expect(screen.queryByRole('button', { name: 'Revoke all' })).toBeNull();
    expect(screen.getByRole('note')).toHaveTextContent(
      'The replaced key …oldK works until 2 Jan 2999, 03:04.',
    );
    expect(button('End it now')).toBeVisible();
  });

  it('looks what is when the answer to a revocation gets lost', async () => {
    const { api, click, confirm, toasts } = await open(fake => ({
      apiKeys: [fake.makeKey()],
    }));
    const { revokeApiKey } = api;
    jest
      .spyOn(api, 'revokeApiKey')
      .mockRejectedValueOnce(new TypeError('Failed to fetch'))
      .mockImplementationOnce(async (...args) => {
        await revokeApiKey.apply(api, args);
        throw new TypeError('Failed to fetch');
      });
    await click('Revoke');
    await confirm('Revoke');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'No answer came, and so far nothing was changed. Try again.',
    );
    await confirm('Revoke');
    await waitFor(() => expect(toasts).toHaveLength(1));
  });

  it('does not revoke a key that somebody else put there meanwhile', async () => {
    const { api, click, confirm } = await open(fake => ({
      apiKeys: [fake.makeKey()],
    }));
    await click('Revoke');
    await api.rotateApiKey(
      { namespace: 'service-account', name: 'ci' },
      { keyId: api.serviceAccounts.get('ci')!.apiKey!.id },
    );
    await confirm('Revoke');
    expect(
      await screen.findByText(/Somebody else changed this meanwhile/),
    ).toBeInTheDocument();
    expect(api.serviceAccounts.get('ci')!.apiKey!.status).toBe('active');
    await confirm('Reload');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('shows whether a replaced key is still used, and ends it', async () => {
    const { user, api, button } = await open(fake => ({
      apiKeys: [
        fake.makeKey({ createdAt: '2026-02-03T04:05:06.000Z' }),
        fake.makeKey({
          hint: 'oldK',
          status: 'retiring',
          ...WORKS_ON,
          lastUsedAt: '2026-02-03T04:05:05.000Z',
          lastUsedPlugin: 'search',
        }),
      ],
    }));
    const note = screen.getByRole('note');
    expect(note).toHaveTextContent(
      'The replaced key …oldK works until 2 Jan 2999, 03:04. It has not been used since it was replaced.',
    );
    const account = api.serviceAccounts.get('ci')!;
    const [current, replaced] = account.apiKeys;
    api.add({
      ...account,
      apiKeys: [
        current,
        { ...replaced, lastUsedAt: '2026-02-03T04:05:07.000Z' },
      ],
    });
    await user.click(within(note).getByRole('button', { name: 'Refresh' }));
    await waitFor(() =>
      expect(note).toHaveTextContent(
        /It is still used, last .*, to call search/,
      ),
    );

    await user.click(within(note).getByRole('button', { name: 'End it now' }));
    await user.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Revoke',
      }),
    );
    await waitFor(() => expect(note).not.toBeInTheDocument());
    const statuses = api.serviceAccounts.get('ci')!.apiKeys.map(k => k.status);
    expect(statuses).toEqual(['active', 'revoked']);
    expect(button('Rotate')).not.toHaveAttribute('aria-disabled');
  });

  it('revokes all keys after it said which ones', async () => {
    const { api, click, confirm } = await open(fake => ({
      apiKeys: [
        fake.makeKey({ hint: 'newK' }),
        fake.makeKey({ hint: 'oldK', ...WORKS_ON }),
        fake.makeKey({ hint: 'gone', status: 'expired' }),
      ],
    }));
    await click('Revoke all');
    const dialog = await screen.findByRole('dialog');
    const items = within(dialog).getAllByRole('listitem');
    expect(items.map(item => item.textContent!.slice(0, 5))).toEqual([
      '…newK',
      '…oldK',
    ]);
    await confirm('Revoke all');
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: 'Revoke all' })).toBeNull(),
    );
    const statuses = api.serviceAccounts.get('ci')!.apiKeys.map(k => k.status);
    expect(statuses).toEqual(['revoked', 'revoked', 'expired']);
  });
});
