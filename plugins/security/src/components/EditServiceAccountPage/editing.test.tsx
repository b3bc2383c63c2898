import { screen, waitFor, within } from '@testing-library/react';
import { FakeSecurityApi, refusal } from '../../../dev/FakeSecurityApi';
import {
  fact,
  openServiceAccount,
} from '../../__testUtils__/openServiceAccount';

async function edit(
  ...account: Parameters<typeof openServiceAccount>
): Promise<Awaited<ReturnType<typeof openServiceAccount>>> {
  const opened = await openServiceAccount(...account);
  await opened.click('Edit Details');
  return opened;
}

describe('the details of a service account', () => {
  it('are saved as far as they were changed', async () => {
    const { user, click, field, button, section, toasts, ...rest } =
      await edit();
    expect(field('Title')).toHaveFocus();
    expect(button('Save')).toBeDisabled();
    await user.clear(field('Title'));
    await user.type(field('Title'), 'Builds');
    await click('Save');

    await waitFor(() => expect(toasts).toEqual(['ci saved']));
    expect(rest.updateServiceAccount).toHaveBeenCalledWith('ci', {
      version: 1,
      title: 'Builds',
    });
    await waitFor(() => expect(button('Edit Details')).toHaveFocus());
    expect(fact(section('Details'), 'Title')).toBe('Builds');

    await click('Edit Details');
    await user.type(field('Description'), 'Twice');
    await click('Save');
    await waitFor(() =>
      expect(rest.updateServiceAccount).toHaveBeenLastCalledWith('ci', {
        version: 2,
        description: 'Twice',
      }),
    );
  });

  it('are saved by keyboard, which stays where it was', async () => {
    const { user, button, field, toasts } = await edit();
    await user.type(field('Title'), '2{Enter}');
    await waitFor(() => expect(toasts).toEqual(['ci saved']));
    await waitFor(() => expect(button('Edit Details')).toHaveFocus());
  });

  it('are as they were once somebody cancels', async () => {
    const { user, click, field, button, section, location } = await edit();
    await user.type(field('Title'), ' and more');
    await click('Cancel');
    await click('Discard');
    await waitFor(() => expect(button('Edit Details')).toBeVisible());
    expect(fact(section('Details'), 'Title')).toBe('CI');
    expect(location()).toBe('/security/users/service-account/ci');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

    await click('Edit Details');
    expect(field('Title')).toHaveValue('CI');
  });

  it('are edited alone', async () => {
    await edit();
    expect(
      screen.queryByRole('button', { name: /Edit|Disable/ }),
    ).not.toBeInTheDocument();
  });

  it('name an owner from the catalog', async () => {
    const { user, click, updateServiceAccount } = await edit();
    const owner = screen.getByRole('combobox', { name: /Owner/ });
    await user.clear(owner);
    await user.type(owner, 'pay');
    await user.click(await screen.findByRole('option', { name: /payments/ }));
    await click('Save');
    await waitFor(() =>
      expect(updateServiceAccount).toHaveBeenCalledWith('ci', {
        version: 1,
        ownerRef: 'group:default/payments',
      }),
    );
  });

  it('stay in the form when somebody else was faster', async () => {
    const { user, api, click, field } = await edit();
    await user.type(field('Description'), 'Mine');
    await api.updateServiceAccount('ci', { version: 1, title: 'Theirs' });
    await click('Save');

    expect(
      await screen.findByText(/Your changes are still here/),
    ).toBeInTheDocument();
    expect(field('Description')).toHaveValue('Mine');
    expect(api.serviceAccounts.get('ci')!.description).toBeUndefined();

    await click('Reload');
    await waitFor(() => expect(field('Title')).toHaveValue('Theirs'));
    expect(field('Description')).toHaveValue('');
    expect(
      screen.queryByText(/Your changes are still here/),
    ).not.toBeInTheDocument();
  });

  it('stay in the form when saving fails', async () => {
    const { user, click, field, updateServiceAccount } = await edit();
    updateServiceAccount.mockRejectedValueOnce(
      await refusal(400, 'InputError', 'ownerRef: there is no such group'),
    );
    await user.type(field('Description'), 'Mine');
    await click('Save');
    expect(
      await screen.findByText('ownerRef: there is no such group'),
    ).toBeInTheDocument();
    expect(field('Description')).toHaveValue('Mine');
  });

  it('leave no dead form when the account was deleted meanwhile', async () => {
    const { user, api, click, field } = await edit();
    await user.type(field('Description'), 'Mine');
    await api.deleteServiceAccount('ci');
    await click('Save');
    expect(await screen.findByText('This account is gone')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Back to Users' })).toBeVisible();
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
  });

  it('stay in the form when the key changes meanwhile', async () => {
    const { user, click, field } = await edit();
    await user.type(field('Description'), 'Mine');
    await click('Show API Key');
    const dialog = await screen.findByRole('dialog');
    for (const name of ['Generate', 'Close']) {
      await user.click(await within(dialog).findByRole('button', { name }));
    }
    expect(await screen.findByText('Key history')).toBeInTheDocument();
    expect(field('Description')).toHaveValue('Mine');
  });

  it('stay in the form when the account cannot be read again', async () => {
    const { user, api, click, field } = await edit(fake => ({
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
    await click('Refresh');
    expect(await screen.findByText(/Away for a moment/)).toBeInTheDocument();
    expect(field('Description')).toHaveValue('Mine');

    await click('Retry');
    await waitFor(() =>
      expect(screen.queryByText(/Away for a moment/)).not.toBeInTheDocument(),
    );
    expect(field('Description')).toHaveValue('Mine');
  });

  it('are read again when the answer to saving gets lost', async () => {
    const { user, api, click, field, toasts, ...rest } = await edit();
    const { updateServiceAccount } = FakeSecurityApi.prototype;
    rest.updateServiceAccount.mockImplementationOnce(async (...args) => {
      await updateServiceAccount.apply(api, args);
      throw new TypeError('Failed to fetch');
    });
    await user.type(field('Description'), 'Mine');
    await click('Save');
    await waitFor(() => expect(toasts).toEqual(['ci saved']));
  });

  it('say at the field what is wrong with it', async () => {
    const { user, field, button } = await edit();
    await user.type(field('Title'), 'x'.repeat(100));
    expect(field('Title')).toBeInvalid();
    expect(button('Save')).toBeDisabled();
  });
});

describe('what the key may reach', () => {
  it('is said in words until somebody edits it', async () => {
    const { user, click, section, updateServiceAccount } =
      await openServiceAccount();
    expect(fact(section('Reach'), 'Acts as')).toBe(
      'A user, under the permission policy',
    );
    expect(fact(section('Reach'), 'Plugins')).toBe('All but security and auth');

    await click('Edit Reach');
    await user.type(
      screen.getByRole('combobox', { name: 'Plugins' }),
      'catalog{Enter}',
    );
    await click('Save');
    await waitFor(() =>
      expect(updateServiceAccount).toHaveBeenCalledWith('ci', {
        version: 1,
        plugins: ['catalog'],
      }),
    );
    await waitFor(() =>
      expect(fact(section('Reach'), 'Plugins')).toMatch(/catalog/),
    );
  });

  it('of a service are its restrictions', async () => {
    const { section } = await openServiceAccount(() => ({
      principal: 'service',
      restrictions: [
        { plugin: 'catalog', permissions: ['catalog.entity.read'] },
        { plugin: 'search' },
      ],
    }));
    expect(fact(section('Reach'), 'Restricted to')).toMatch(
      /catalog.*catalog\.entity\.read.*search.*All permissions/,
    );
    expect(
      within(section('Reach')).queryByText('Plugins'),
    ).not.toBeInTheDocument();
  });
});
