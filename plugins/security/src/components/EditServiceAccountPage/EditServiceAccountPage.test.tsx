import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import { FULL_ACCESS } from '../../../dev/FakeSecurityApi';
import {
  fact,
  openServiceAccount as open,
} from '../../__testUtils__/openServiceAccount';

const NO_ACCESS = {
  canConfigureApiKey: false,
  canRevokeApiKey: false,
  canUpdate: false,
  canDelete: false,
  canBecomeService: false,
};

describe('EditServiceAccountPage', () => {
  it('says which account it is, whose, and since when', async () => {
    const { click } = await open(() => ({ createdBy: 'user:default/bob' }));
    const heading = screen.getByRole('heading', {
      name: 'Edit Service Account',
    });
    expect(heading).toHaveFocus();
    const head = heading.closest('header')!;
    expect(within(head).getByText('CI')).toBeVisible();
    expect(fact(head, 'Status')).toMatch(/^Enabled/);
    expect(fact(head, 'Created')).toBe('1 Jan 2026, 08:00 by bob');
    expect(within(head).getByRole('link', { name: 'bob' })).toHaveAttribute(
      'href',
      '/catalog/default/user/bob',
    );
    expect(
      within(head).getByRole('link', { name: /platform/ }),
    ).toHaveAttribute('href', '/catalog/default/group/platform');

    const writeText = jest.spyOn(navigator.clipboard, 'writeText');
    await click('Copy the entity ref');
    expect(writeText).toHaveBeenCalledWith('user:service-account/ci');
    expect(await screen.findByText('Copied')).toBeVisible();
  });

  it('says what to do about an owner who is gone', async () => {
    await open(() => ({ ownerMissingSince: '2026-01-02T08:00:00.000Z' }));
    expect(screen.getByRole('note')).toHaveTextContent(
      'the catalog has not known its owner since 2 Jan 2026, 08:00. Edit the details, and choose another owner.',
    );
  });

  it('does not take a plugin for somebody of the catalog', async () => {
    await open(() => ({ createdBy: 'plugin:security' }));
    const head = screen.getByRole('heading', { level: 2 }).closest('header')!;
    expect(fact(head, 'Created')).toMatch(/ by plugin:security$/);
    expect(within(head).getAllByRole('link')).toHaveLength(1);
  });

  it('names the document after the account', async () => {
    await open();
    await waitFor(() =>
      expect(document.title).toMatch(/^Edit Service Account: ci · /),
    );
  });

  it('disables the account after it said what becomes of its keys', async () => {
    const { api, click, confirm, toasts } = await open(fake => ({
      apiKeys: [
        fake.makeKey(),
        fake.makeKey({ retiresAt: '2999-01-02T03:04:05Z' }),
      ],
    }));
    await click('Disable');
    expect(
      await screen.findByRole('dialog', { name: 'Disable ci?' }),
    ).toHaveTextContent(
      /works again once you enable the account\.The replaced key that still works ends for good\./,
    );
    await confirm('Disable');
    await waitFor(() => expect(toasts).toEqual(['ci disabled']));
    expect(await screen.findByRole('button', { name: 'Enable' })).toBeVisible();

    await click('Enable');
    await confirm('Enable');
    expect(
      await screen.findByRole('button', { name: 'Disable' }),
    ).toBeVisible();
    const { apiKeys } = api.serviceAccounts.get('ci')!;
    expect(apiKeys.map(({ status }) => status)).toEqual(['active', 'revoked']);
  });

  it('looks what is when the answer to disabling gets lost', async () => {
    const { click, confirm, toasts, updateServiceAccount } = await open();
    updateServiceAccount.mockRejectedValueOnce(
      new TypeError('Failed to fetch'),
    );
    await click('Disable');
    await confirm('Disable');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'No answer came, and so far nothing was changed.',
    );
    await confirm('Disable');
    await waitFor(() => expect(toasts).toEqual(['ci disabled']));
  });

  it('does not disable what somebody else changed meanwhile', async () => {
    const { api, click, confirm } = await open();
    await api.updateServiceAccount('ci', { version: 1, title: 'Theirs' });
    await click('Disable');
    await confirm('Disable');
    expect(
      await screen.findByText(/Somebody else changed this meanwhile/),
    ).toBeVisible();
    await confirm('Reload');
    expect((await screen.findAllByText('Theirs'))[0]).toBeVisible();
    expect(api.serviceAccounts.get('ci')!.status).toBe('active');
  });

  it('shows facts to who may only read, and says once what is needed', async () => {
    await open(fake => ({ apiKeys: [fake.makeKey()], access: NO_ACCESS }));
    expect(
      screen.getByRole('heading', { name: 'Service Account' }),
    ).toBeVisible();
    expect(screen.getAllByRole('note')).toHaveLength(1);
    for (const permission of [
      'security.service-account.update',
      'security.user.api-key.configure',
      'security.service-account.delete',
    ]) {
      expect(screen.getAllByText(permission)).toHaveLength(1);
    }
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
    expect(
      screen
        .getAllByRole('button')
        .map(each => each.getAttribute('aria-label') ?? each.textContent),
    ).toEqual(['Copy the entity ref', 'Check access']);
  });

  it('leaves the key and its reach to who may configure the key', async () => {
    const { click, section } = await open(() => ({
      access: { ...FULL_ACCESS, canConfigureApiKey: false },
    }));
    expect(screen.getByRole('note')).toHaveTextContent(
      'To do more here you need:security.user.api-key.configure: API key, owner and reach',
    );
    expect(
      screen.queryByRole('button', { name: /Show API Key|Edit Reach/ }),
    ).not.toBeInTheDocument();
    await click('Edit Details');
    const details = section('Details');
    expect(
      within(details).getByRole('textbox', { name: 'Title' }),
    ).toBeEnabled();
    expect(within(details).queryByRole('combobox')).not.toBeInTheDocument();
    expect(fact(details, 'Owner')).toMatch(/platform/);
  });

  it.each([
    ['permissions-disabled', /while the permission framework is off/, []],
    [
      'guest',
      /The guest user may not handle API keys/,
      ['security.service-account.update', 'security.service-account.delete'],
    ],
  ] as const)(
    'says why nothing can be done: %s',
    async (apiKeyRefusal, text, permissions) => {
      await open(() => ({ access: { ...NO_ACCESS, apiKeyRefusal } }));
      const note = screen.getByRole('note');
      expect(note).toHaveTextContent(text);
      expect(
        within(note)
          .queryAllByRole('listitem')
          .map(({ textContent }) => textContent!.split(':')[0]),
      ).toEqual(permissions);
    },
  );

  describe('when somebody comes back to the window', () => {
    function comeBack() {
      jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 6_000);
      act(() => {
        fireEvent.focus(window);
      });
    }
    afterEach(() => jest.restoreAllMocks());

    it('shows what another person changed', async () => {
      const { api } = await open();
      await api.updateServiceAccount('ci', { version: 1, title: 'Theirs' });
      comeBack();
      expect((await screen.findAllByText('Theirs'))[0]).toBeVisible();
    });

    it('says that the account is gone, with a way on', async () => {
      const { user, api, location } = await open();
      await api.deleteServiceAccount('ci');
      comeBack();
      expect(await screen.findByText('This account is gone')).toBeVisible();
      await user.click(screen.getByRole('link', { name: 'Back to Users' }));
      expect(location()).toBe('/security/users');
    });

    it('says nothing of an answer that nobody asked for', async () => {
      const { api } = await open();
      const getAccount = jest
        .spyOn(api, 'getAccount')
        .mockRejectedValue(new TypeError('Failed to fetch'));
      comeBack();
      expect(getAccount).toHaveBeenCalledTimes(1);
      await act(async () => {});
      expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    });

    it('leaves alone what is being edited, and open dialogs', async () => {
      const { api, click, confirm } = await open();
      const getAccount = jest.spyOn(api, 'getAccount');
      await click('Edit Details');
      comeBack();
      await click('Cancel');
      await click('Disable');
      await screen.findByRole('dialog');
      comeBack();
      expect(getAccount).not.toHaveBeenCalled();
      await confirm('Cancel');
    });
  });

  it('deletes the account once its name was typed', async () => {
    const { user, api, click, toasts, location } = await open();
    await click('Delete');
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

  it('looks what is when the answer to deleting gets lost', async () => {
    const { user, api, click, confirm, toasts } = await open();
    const { deleteServiceAccount } = api;
    jest
      .spyOn(api, 'deleteServiceAccount')
      .mockImplementationOnce(async name => {
        await deleteServiceAccount.call(api, name);
        throw new TypeError('Failed to fetch');
      });
    await click('Delete');
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByRole('textbox'), 'ci');
    await confirm('Delete');
    await waitFor(() => expect(toasts).toEqual(['ci deleted']));
  });

  it('names the last use of any key before it deletes the account', async () => {
    const { click } = await open(fake => ({
      apiKeys: [
        fake.makeKey(),
        fake.makeKey({
          retiresAt: '2999-01-02T03:04:05Z',
          lastUsedAt: new Date(Date.now() - 300_000).toISOString(),
          lastUsedPlugin: 'search',
        }),
      ],
    }));
    await click('Delete');
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      'A key was last used 5 minutes ago, to call search.',
    );
  });
});
