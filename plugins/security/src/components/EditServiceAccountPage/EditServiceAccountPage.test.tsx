import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ServiceAccountDetails } from 'backstage-plugin-security-common';
import {
  API_KEY_POLICY,
  FakeSecurityApi,
  FULL_ACCESS,
  refusal,
} from '../../../dev/FakeSecurityApi';
import { renderSecurity } from '../../__testUtils__/renderSecurity';

async function open(
  account: (
    api: FakeSecurityApi,
  ) => Partial<ServiceAccountDetails> = () => ({}),
) {
  const user = userEvent.setup({ delay: null });
  const api = new FakeSecurityApi();
  api.add({ name: 'ci', title: 'CI', ...account(api) });
  const updateServiceAccount = jest.spyOn(api, 'updateServiceAccount');
  const rendered = renderSecurity(api, { path: '/service-account/ci' });
  await screen.findByRole('heading', { name: 'Edit Service Account' });
  const field = (name: string) => screen.getByRole('textbox', { name });
  const button = (name: string) => screen.getByRole('button', { name });
  return { user, api, field, button, updateServiceAccount, ...rendered };
}

function location() {
  return screen.getByTestId('location').textContent;
}

describe('EditServiceAccountPage', () => {
  it('saves what was changed, and nothing else', async () => {
    const { user, field, button, updateServiceAccount, toasts } = await open();
    expect(button('Save')).toBeDisabled();

    await user.clear(field('Title'));
    await user.type(field('Title'), 'Builds');
    await user.click(button('Save'));

    await waitFor(() => expect(toasts).toEqual(['ci saved']));
    expect(updateServiceAccount).toHaveBeenCalledWith('ci', {
      version: 1,
      title: 'Builds',
    });
    expect(field('Title')).toHaveValue('Builds');
    expect(button('Save')).toBeDisabled();

    await user.type(field('Description'), 'Twice');
    await user.click(button('Save'));
    await waitFor(() =>
      expect(updateServiceAccount).toHaveBeenLastCalledWith('ci', {
        version: 2,
        description: 'Twice',
      }),
    );
  });

  it('gives the account another owner from the catalog', async () => {
    const { user, button, updateServiceAccount } = await open();
    const owner = screen.getByRole('combobox', { name: /Owner/ });
    expect(owner).toHaveValue('group:default/platform');

    await user.clear(owner);
    await user.type(owner, 'pay');
    await user.click(
      await screen.findByRole('option', { name: /group:default\/payments/ }),
    );
    await user.click(button('Save'));
    await waitFor(() =>
      expect(updateServiceAccount).toHaveBeenCalledWith('ci', {
        version: 1,
        ownerRef: 'group:default/payments',
      }),
    );
  });

  it('asks before it disables the account', async () => {
    const { user, api, button, updateServiceAccount } = await open();
    await user.click(screen.getByRole('checkbox', { name: 'Enabled' }));
    await user.click(button('Save'));

    const dialog = await screen.findByRole('dialog', { name: 'Disable ci?' });
    expect(dialog).toHaveTextContent(
      'Requests with its API keys are refused from now on. You can enable the account again, and its newest key works again then.',
    );
    expect(dialog).not.toHaveTextContent('end for good');
    expect(updateServiceAccount).not.toHaveBeenCalled();
    await user.click(within(dialog).getByRole('button', { name: 'Disable' }));
    await waitFor(() =>
      expect(api.serviceAccounts.get('ci')!.status).toBe('disabled'),
    );
  });

  it('names the replaced keys that end for good with a disabled account', async () => {
    const { user, api, button } = await open(fake => ({
      apiKeys: [
        fake.makeKey(),
        fake.makeKey({ hint: 'oldK', retiresAt: '2999-01-02T03:04:05Z' }),
      ],
    }));
    const enabled = screen.getByRole('checkbox', { name: 'Enabled' });
    await user.click(enabled);
    await user.click(button('Save'));
    const dialog = await screen.findByRole('dialog', { name: 'Disable ci?' });
    expect(dialog).toHaveTextContent(
      'Replaced keys that still work end for good, also when the account is enabled again: …oldK.',
    );
    await user.click(within(dialog).getByRole('button', { name: 'Disable' }));
    expect(
      await screen.findByText(/No API key works while the account is disabled/),
    ).toBeInTheDocument();

    await waitFor(() => expect(enabled).not.toBeChecked());
    await user.click(enabled);
    await user.click(button('Save'));
    await waitFor(async () => {
      const account = await api.getAccount({
        namespace: 'service-account',
        name: 'ci',
      });
      expect(
        (account as ServiceAccountDetails).apiKeys.map(({ status }) => status),
      ).toEqual(['active', 'revoked']);
    });
  });

  it('keeps what was typed when somebody else was faster', async () => {
    const { user, api, field, button } = await open();
    await user.type(field('Description'), 'Mine');
    await api.updateServiceAccount('ci', { version: 1, title: 'Theirs' });
    await user.click(button('Save'));

    expect(
      await screen.findByText(/Your changes are still here/),
    ).toBeInTheDocument();
    expect(field('Description')).toHaveValue('Mine');
    expect(api.serviceAccounts.get('ci')!.description).toBeUndefined();

    await user.click(button('Reload'));
    await waitFor(() => expect(field('Title')).toHaveValue('Theirs'));
    expect(field('Description')).toHaveValue('');
    expect(
      screen.queryByText(/Your changes are still here/),
    ).not.toBeInTheDocument();
  });

  it('keeps what was typed when saving fails', async () => {
    const { user, api, field, button } = await open();
    jest
      .spyOn(api, 'updateServiceAccount')
      .mockRejectedValueOnce(
        await refusal(400, 'InputError', 'ownerRef: there is no such group'),
      );
    await user.type(field('Description'), 'Mine');
    await user.click(button('Save'));

    expect(
      await screen.findByText('ownerRef: there is no such group'),
    ).toBeInTheDocument();
    expect(field('Description')).toHaveValue('Mine');
  });

  it('keeps what was typed when the key changes meanwhile', async () => {
    const { user, field, button } = await open();
    await user.type(field('Description'), 'Mine');
    await user.click(button('Show API Key'));
    const dialog = await screen.findByRole('dialog');
    for (const name of ['Generate', 'Close']) {
      await user.click(await within(dialog).findByRole('button', { name }));
    }
    expect(await screen.findByText('Key history')).toBeInTheDocument();
    expect(field('Description')).toHaveValue('Mine');
  });

  it('keeps what was typed when the account cannot be read again', async () => {
    const { user, api, field, button } = await open(fake => ({
      apiKeys: [
        fake.makeKey(),
        fake.makeKey({ status: 'retiring', retiresAt: '2999-01-02T03:04:05Z' }),
      ],
    }));
    await user.type(field('Description'), 'Mine');
    jest
      .spyOn(api, 'getAccount')
      .mockRejectedValueOnce(
        await refusal(503, 'ServiceUnavailableError', 'Away for a moment'),
      );
    await user.click(button('Look again'));
    expect(await screen.findByText(/Away for a moment/)).toBeInTheDocument();
    expect(field('Description')).toHaveValue('Mine');

    await user.click(button('Retry'));
    await waitFor(() =>
      expect(screen.queryByText(/Away for a moment/)).not.toBeInTheDocument(),
    );
    expect(field('Description')).toHaveValue('Mine');
  });

  it('says at the field what is wrong with it', async () => {
    const { user, field, button } = await open();
    await user.type(field('Title'), 'x'.repeat(100));
    expect(field('Title')).toBeInvalid();
    expect(button('Save')).toBeDisabled();
  });

  it('shows the history of the keys', async () => {
    await open(api => ({
      apiKeys: [
        api.makeKey({ hint: 'newK', timesShown: 3 }),
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
      within(history).getByRole('row', { name: /…newK Active .* 3 times/ }),
    ).toBeInTheDocument();
    expect(
      within(history).getByRole('row', {
        name: /…oldK Revoked .* 3 Feb 2026, 04:05 UTC by user:default\/bob Never/,
      }),
    ).toBeInTheDocument();
  });

  it('revokes the key after it said what will break', async () => {
    const { user, api, button, toasts } = await open(fake => ({
      apiKeys: [fake.makeKey({ hint: 'aB3d' })],
    }));
    await user.click(button('Revoke'));
    const dialog = await screen.findByRole('dialog', {
      name: 'Revoke API Key of ci?',
    });
    expect(dialog).toHaveTextContent(
      'Requests with the key …aB3d are refused from now on.',
    );
    expect(dialog).toHaveTextContent('It has never been used.');
    await user.click(within(dialog).getByRole('button', { name: 'Revoke' }));

    await waitFor(() => expect(toasts).toEqual(['API key of ci revoked']));
    expect(api.serviceAccounts.get('ci')!.apiKey!.status).toBe('revoked');
    await waitFor(() =>
      expect(button('Revoke')).toHaveAccessibleDescription(
        'There is no API key that could be revoked.',
      ),
    );
    expect(button('Rotate')).toHaveAttribute('aria-disabled', 'true');
  });

  it('says which other key works on when one is revoked', async () => {
    const { user, button, toasts } = await open(fake => ({
      apiKeys: [
        fake.makeKey({ hint: 'newK' }),
        fake.makeKey({ hint: 'oldK', retiresAt: '2999-01-02T03:04:05Z' }),
      ],
    }));
    await user.click(button('Revoke'));
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent(
      'Another key of this account works on: …oldK, until 2 Jan 2999, 03:04 UTC. Revoke all ends every key.',
    );
    await user.click(within(dialog).getByRole('button', { name: 'Revoke' }));

    await waitFor(() =>
      expect(toasts).toEqual([
        'API key …newK of ci revoked. Still working: …oldK',
      ]),
    );
    await waitFor(() =>
      expect(button('Revoke')).toHaveAccessibleDescription(
        'The newest key has ended already, but what it replaced still works: …oldK. End it with Revoke all or End it now.',
      ),
    );
    expect(button('Revoke all')).not.toHaveAttribute('aria-disabled');
    expect(
      screen.queryByText('There is no API key that could be revoked.'),
    ).not.toBeInTheDocument();
  });

  it('names the last use of any key that works before it deletes the account', async () => {
    const { user, button } = await open(fake => ({
      apiKeys: [
        fake.makeKey(),
        fake.makeKey({
          retiresAt: '2999-01-02T03:04:05Z',
          lastUsedAt: new Date(Date.now() - 300_000).toISOString(),
          lastUsedPlugin: 'search',
        }),
      ],
    }));
    await user.click(button('Delete'));
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      'This account last used a key 5 minutes ago, to call search.',
    );
  });

  it('looks what is when the answer to a revocation gets lost', async () => {
    const { user, api, button, toasts } = await open(fake => ({
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
    await user.click(button('Revoke'));
    const dialog = await screen.findByRole('dialog');
    const confirm = within(dialog).getByRole('button', { name: 'Revoke' });
    await user.click(confirm);
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'No answer came, and so far nothing was changed. Try again.',
    );
    await user.click(confirm);
    await waitFor(() => expect(toasts).toEqual(['API key of ci revoked']));
    await waitFor(() =>
      expect(button('Revoke')).toHaveAttribute('aria-disabled', 'true'),
    );
  });

  it('looks what is when the answers to saving and deleting get lost', async () => {
    const { user, api, field, button, toasts } = await open();
    const { deleteServiceAccount } = api;
    const { updateServiceAccount } = FakeSecurityApi.prototype;
    jest
      .spyOn(api, 'updateServiceAccount')
      .mockImplementationOnce(async (...args) => {
        await updateServiceAccount.apply(api, args);
        throw new TypeError('Failed to fetch');
      });
    await user.type(field('Description'), 'Mine');
    await user.click(button('Save'));
    await waitFor(() => expect(toasts).toEqual(['ci saved']));
    expect(button('Save')).toBeDisabled();

    jest
      .spyOn(api, 'deleteServiceAccount')
      .mockImplementationOnce(async name => {
        await deleteServiceAccount.call(api, name);
        throw new TypeError('Failed to fetch');
      });
    await user.click(button('Delete'));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByRole('textbox'), 'ci');
    await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(toasts).toEqual(['ci saved', 'ci deleted']));
  });

  it('does not revoke a key that somebody else put there meanwhile', async () => {
    const { user, api, button } = await open(fake => ({
      apiKeys: [fake.makeKey()],
    }));
    await user.click(button('Revoke'));
    await api.rotateApiKey(
      { namespace: 'service-account', name: 'ci' },
      { keyId: api.serviceAccounts.get('ci')!.apiKey!.id },
    );
    const dialog = screen.getByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Revoke' }));

    expect(
      await within(dialog).findByText(/Somebody else changed this meanwhile/),
    ).toBeInTheDocument();
    expect(api.serviceAccounts.get('ci')!.apiKey!.status).toBe('active');
    await user.click(within(dialog).getByRole('button', { name: 'Reload' }));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('shows whether a replaced key is still used, and ends it', async () => {
    const { user, api, button } = await open(fake => ({
      apiKeys: [
        fake.makeKey({ createdAt: '2026-02-03T04:05:06.000Z' }),
        fake.makeKey({
          hint: 'oldK',
          status: 'retiring',
          retiresAt: '2999-01-02T03:04:05.000Z',
          lastUsedAt: '2026-02-03T04:05:05.000Z',
          lastUsedPlugin: 'search',
        }),
      ],
    }));
    const note = screen.getByRole('note');
    expect(note).toHaveTextContent(
      'The replaced key …oldK works until 2 Jan 2999, 03:04 UTC. It has not been used since it was replaced.',
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
    await user.click(within(note).getByRole('button', { name: 'Look again' }));
    await waitFor(() =>
      expect(note).toHaveTextContent(
        /It is still used: last .*, to call search/,
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
    const { user, api, button, toasts } = await open(fake => ({
      apiKeys: [
        fake.makeKey({ hint: 'newK' }),
        fake.makeKey({ hint: 'oldK', retiresAt: '2999-01-02T03:04:05Z' }),
        fake.makeKey({ hint: 'gone', status: 'expired' }),
      ],
    }));
    await user.click(button('Revoke all'));
    const dialog = await screen.findByRole('dialog', {
      name: 'Revoke all API keys of ci?',
    });
    const items = within(dialog).getAllByRole('listitem');
    expect(items.map(item => item.textContent)).toEqual([
      '…newK, last used: Never',
      '…oldK, last used: Never',
    ]);
    await user.click(
      within(dialog).getByRole('button', { name: 'Revoke all' }),
    );
    await waitFor(() => expect(toasts).toEqual(['All API keys of ci revoked']));
    const statuses = api.serviceAccounts.get('ci')!.apiKeys.map(k => k.status);
    expect(statuses).toEqual(['revoked', 'revoked', 'expired']);
    await waitFor(() =>
      expect(button('Revoke all')).toHaveAttribute('aria-disabled', 'true'),
    );
  });

  it('deletes the account once its name was typed', async () => {
    const { user, api, button, toasts } = await open();
    await user.click(button('Delete'));
    const dialog = await screen.findByRole('dialog', { name: 'Delete ci?' });
    const confirm = within(dialog).getByRole('button', { name: 'Delete' });
    expect(confirm).toBeDisabled();

    await user.type(
      within(dialog).getByRole('textbox', { name: 'Type ci to confirm' }),
      'ci',
    );
    await user.click(confirm);
    await waitFor(() => expect(location()).toBe('/security/users'));
    expect(api.serviceAccounts.has('ci')).toBe(false);
    expect(toasts).toEqual(['ci deleted']);
  });

  it('locks what the person may not do, and says why', async () => {
    const { field, button } = await open(() => ({
      access: {
        canConfigureApiKey: false,
        canUpdate: false,
        canDelete: false,
        canBecomeService: false,
      },
    }));
    expect(field('Title')).toBeDisabled();
    expect(screen.getByRole('checkbox', { name: 'Enabled' })).toBeDisabled();
    for (const name of ['Show API Key', 'Rotate', 'Revoke', 'Revoke all']) {
      expect(button(name)).toHaveAttribute('aria-disabled', 'true');
      expect(button(name)).toHaveAccessibleDescription(
        /security\.user\.api-key\.configure/,
      );
    }
    expect(button('Delete')).toHaveAccessibleDescription(
      /security\.service-account\.delete/,
    );
    expect(
      screen.getByText(
        /you need the permission security\.service-account\.update/,
        {
          selector: '[role=note] *',
        },
      ),
    ).toBeInTheDocument();
  });

  it('locks what a key may reach for who may not configure the key', async () => {
    const { field } = await open(() => ({
      access: {
        ...FULL_ACCESS,
        canBecomeService: true,
        canConfigureApiKey: false,
      },
      apiKeyPolicy: { ...API_KEY_POLICY, canBeService: true },
      principal: 'service',
      restrictions: [{ plugin: 'catalog' }],
      plugins: ['catalog'],
    }));
    expect(field('Title')).toBeEnabled();
    for (const name of [/Owner/, 'Acts as']) {
      const locked = screen.getByRole('combobox', { name });
      expect(locked).toBeDisabled();
      expect(locked).toHaveAccessibleDescription(
        /you need the permissions security\.service-account\.update and security\.user\.api-key\.configure\./,
      );
    }
    for (const name of [
      'Plugins',
      'Restricted to',
      'Permissions (all when empty)',
    ]) {
      expect(screen.getByRole('combobox', { name })).toBeDisabled();
    }
  });

  it('says of everything that permissions are off', async () => {
    const { button } = await open(() => ({
      access: {
        canConfigureApiKey: false,
        canUpdate: false,
        canDelete: false,
        canBecomeService: false,
        apiKeyRefusal: 'permissions-disabled',
      },
    }));
    const off = /Nothing can be changed while the permission framework is off/;
    expect(button('Delete')).toHaveAccessibleDescription(off);
    expect(button('Rotate')).toHaveAccessibleDescription(off);
    expect(
      screen.getByRole('combobox', { name: /Owner/ }),
    ).toHaveAccessibleDescription(off);
    expect(screen.queryByText(/you need the permission/)).toBeNull();
  });
});

describe('AccountPage', () => {
  it('leads back from an account that is not there', async () => {
    const user = userEvent.setup({ delay: null });
    renderSecurity(new FakeSecurityApi(), { path: '/service-account/gone' });
    expect(
      await screen.findByText(
        'user:service-account/gone does not exist, or you may not see it.',
      ),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('link', { name: 'Back to Users' }));
    expect(location()).toBe('/security/users');
  });

  it('offers no key for a person', async () => {
    const api = new FakeSecurityApi();
    api.users = [
      {
        type: 'user',
        entityRef: 'user:default/alice',
        namespace: 'default',
        name: 'alice',
      },
    ];
    renderSecurity(api, { path: '/default/alice' });
    expect(
      await screen.findByText(
        'Only service accounts have an API key. People sign in instead.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'alice' })).toHaveAttribute(
      'href',
      '/catalog/default/user/alice',
    );
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
