import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  FakeSecurityApi,
  FULL_ACCESS,
  ME,
  refusal,
} from '../../../dev/FakeSecurityApi';
import { renderSecurity } from '../../__testUtils__/renderSecurity';

const NO_ACCESS = {
  canConfigureApiKey: false,
  canRevokeApiKey: false,
  canUpdate: false,
  canDelete: false,
  canBecomeService: false,
};
const DAY = 24 * 60 * 60 * 1000;

function inDays(days: number) {
  return new Date(Date.now() + days * DAY).toISOString();
}

function createApi() {
  const api = new FakeSecurityApi();
  api.add({
    name: 'nightly-build',
    title: 'Nightly build',
    apiKeys: [api.makeKey({ hint: 'aB3d', expiresAt: inDays(11.5) })],
  });
  api.users = [
    {
      type: 'user',
      entityRef: 'user:default/alice',
      namespace: 'default',
      name: 'alice',
      title: 'Alice',
    },
  ];
  return api;
}

async function row(name: string) {
  return (
    await screen.findByRole('checkbox', { name: `Select ${name}` })
  ).closest('tr')!;
}

function action(name: string) {
  return screen.getByRole('button', { name });
}

function location() {
  return screen.getByTestId('location').textContent;
}

describe('UsersPage', () => {
  it('lists service accounts and users', async () => {
    const api = createApi();
    api.add({ name: 'bare' });
    api.add({
      name: 'off',
      status: 'disabled',
      apiKeys: [api.makeKey({ status: 'revoked' })],
    });
    api.add({
      name: 'used',
      apiKeys: [
        api.makeKey({
          lastUsedAt: inDays(-3.1),
          lastUsedPlugin: 'catalog',
          expiresAt: inDays(80.1),
        }),
      ],
    });
    renderSecurity(api);

    const build = await row('nightly-build');
    expect(build).toHaveTextContent(
      'Service accountNightly buildnightly-build',
    );
    expect(build).toHaveTextContent('Expires in 12 days');
    expect(build).toHaveTextContent('…aB3dNever');
    expect(
      within(build).getByRole('link', { name: 'Nightly build' }),
    ).toHaveAttribute('href', '/security/users/service-account/nightly-build');
    expect(
      within(build).getByRole('link', { name: 'platform' }),
    ).toHaveAttribute('href', '/catalog/default/group/platform');

    expect(await row('bare')).toHaveTextContent('None');
    expect(await row('off')).toHaveTextContent('Disabled');
    expect(await row('off')).toHaveTextContent('Revoked');
    expect(await row('used')).toHaveTextContent('Active');
    expect(await row('used')).toHaveTextContent('expires in 3 months');
    expect(await row('used')).toHaveTextContent('3 days agocatalog');

    const alice = await row('alice');
    expect(alice).toHaveTextContent('UserAlicealiceSigns in; has no API key');
    expect(within(alice).getByRole('link', { name: 'Alice' })).toHaveAttribute(
      'href',
      '/catalog/default/user/alice',
    );
  });

  it('renders names as text, whatever they hold', async () => {
    const api = createApi();
    const hostile = '<img src=x onerror=alert(1)>{{constructor}}';
    api.add({ name: 'hostile', title: hostile });
    renderSecurity(api);

    expect(
      within(await row('hostile')).getByRole('link', { name: hostile }),
    ).toBeInTheDocument();
    expect(document.querySelector('img[src="x"]')).toBeNull();
  });

  it('offers actions for the selected service account only', async () => {
    const user = userEvent.setup({ delay: null });
    renderSecurity(createApi());

    const checkbox = await screen.findByRole('checkbox', {
      name: 'Select nightly-build',
    });
    const names = ['Edit Service Account', 'Show API Key', 'Revoke', 'Disable'];
    for (const name of names) {
      expect(action(name)).toHaveAccessibleDescription(
        'Select an account first.',
      );
      expect(action(name)).toHaveAttribute('aria-disabled', 'true');
    }

    act(() => checkbox.focus());
    await user.keyboard(' ');
    expect(checkbox).toBeChecked();
    for (const name of names) {
      expect(action(name)).not.toHaveAttribute('aria-disabled');
    }

    await user.click(await row('alice'));
    expect(checkbox).not.toBeChecked();
    for (const name of names) {
      expect(action(name)).toHaveAccessibleDescription(
        'This is a person. Only service accounts are edited here and have an API key.',
      );
    }
    await user.click(action('Show API Key'));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();

    await user.click(checkbox);
    expect(action('Edit Service Account')).toHaveAccessibleDescription(
      'Select one account only.',
    );
    expect(action('Revoke')).not.toHaveAttribute('aria-disabled');

    await user.click(await row('nightly-build'));
    await user.click(action('Edit Service Account'));
    expect(location()).toBe('/security/users/service-account/nightly-build');
  });

  it('shows the key of the selected account and lists what changed', async () => {
    const user = userEvent.setup({ delay: null });
    const api = createApi();
    api.add({ name: 'bare' });
    renderSecurity(api);

    await user.click(await row('bare'));
    await user.click(action('Show API Key'));
    const dialog = await screen.findByRole('dialog', {
      name: "User's API Key bare",
    });
    for (const name of ['Generate', 'Close']) {
      await user.click(await within(dialog).findByRole('button', { name }));
    }
    await waitFor(async () =>
      expect(await row('bare')).toHaveTextContent('Active'),
    );
    expect(action('Show API Key')).toHaveFocus();
  });

  it.each([
    [
      'not-permitted',
      "You need the permission Allow To Configure User's API Key (security.user.api-key.configure) for this account, or security.user.api-key.revoke to end its keys.",
    ],
    [
      'permissions-disabled',
      'Nothing can be changed while the permission framework is off. Set permission.enabled to true in the configuration of the backend, or, where everybody may do everything, security.dangerouslyAllowWithoutPermissions.',
    ],
    [
      'guest',
      'The guest user may not handle API keys. Sign in as somebody, or set security.dangerouslyAllowGuest in the configuration of the backend.',
    ],
  ] as const)('says why a key is out of reach: %s', async (refused, reason) => {
    const user = userEvent.setup({ delay: null });
    const api = createApi();
    api.add({
      name: 'theirs',
      access: {
        ...FULL_ACCESS,
        canConfigureApiKey: false,
        canRevokeApiKey: false,
        apiKeyRefusal: refused,
      },
    });
    renderSecurity(api);

    await user.click(await row('theirs'));
    expect(action('Show API Key')).toHaveAccessibleDescription(reason);
    expect(action('Edit Service Account')).not.toHaveAttribute('aria-disabled');
  });

  it('says which permission is missing to edit and to create', async () => {
    const user = userEvent.setup({ delay: null });
    const api = createApi();
    api.canCreate = false;
    api.add({ name: 'theirs', access: NO_ACCESS });
    renderSecurity(api);

    await user.click(await row('theirs'));
    expect(action('Edit Service Account')).toHaveAccessibleDescription(
      'You may not edit this account: you need the permission security.service-account.update.',
    );
    expect(action('Create Service Account')).toHaveAccessibleDescription(
      'To create service accounts you need the permission security.service-account.create.',
    );
    await user.click(action('Create Service Account'));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('marks accounts that the configuration manages, and says where they are changed', async () => {
    const user = userEvent.setup();
    const api = createApi();
    api.add({
      name: 'declared',
      managedBy: 'config',
      apiKeyManagedBy: 'config',
      apiKeys: [api.makeKey()],
      access: { ...FULL_ACCESS, canUpdate: false, canDelete: false },
    });
    renderSecurity(api);
    expect(
      within(await row('declared')).getByText('Managed by configuration'),
    ).toBeVisible();
    expect(
      within(await row('nightly-build')).queryByText(
        'Managed by configuration',
      ),
    ).not.toBeInTheDocument();

    await user.click(action('More for declared'));
    for (const [name, reason] of [
      ['Rotate', /^RotateThe API key of this account comes from security/],
      ['Disable', /^DisableThis account is managed by security/],
    ] as const) {
      const item = screen.getByRole('menuitem', { name: new RegExp(name) });
      expect(item).toHaveAttribute('aria-disabled', 'true');
      expect(item).toHaveTextContent(reason);
    }
    expect(
      screen.getByRole('menuitem', { name: 'Show API Key' }),
    ).not.toHaveAttribute('aria-disabled');
  });

  it('says that permissions are off, and not that one is missing', async () => {
    const user = userEvent.setup({ delay: null });
    const api = createApi();
    api.canCreate = false;
    api.createRefusal = 'permissions-disabled';
    api.add({
      name: 'locked',
      access: { ...NO_ACCESS, apiKeyRefusal: 'permissions-disabled' },
    });
    renderSecurity(api);

    await user.click(await row('locked'));
    for (const name of [
      'Edit Service Account',
      'Show API Key',
      'Create Service Account',
    ]) {
      expect(action(name)).toHaveAccessibleDescription(
        /^Nothing can be changed while the permission framework is off\. Set permission\.enabled/,
      );
    }
  });

  it('keeps search, filters and order in the URL', async () => {
    const user = userEvent.setup({ delay: null });
    const api = createApi();
    api.add({ name: 'my-build', ownerRef: ME, apiKeys: [api.makeKey()] });
    const listAccounts = jest.spyOn(api, 'listAccounts');
    renderSecurity(api, { path: '?cursor=0' });
    await row('alice');

    await user.type(screen.getByRole('searchbox', { name: 'Search' }), 'build');
    await waitFor(() =>
      expect(location()).toBe('/security/users?search=build'),
    );
    await waitFor(() =>
      expect(screen.queryByText('Alice')).not.toBeInTheDocument(),
    );
    expect(listAccounts).toHaveBeenCalledTimes(2);

    await user.click(screen.getByRole('button', { name: 'Service accounts' }));
    await user.click(screen.getByRole('button', { name: 'Mine' }));
    await user.selectOptions(
      screen.getByRole('combobox', { name: 'API key' }),
      'Works',
    );
    const name = screen.getByRole('columnheader', { name: 'Name' });
    expect(name).toHaveAttribute('aria-sort', 'ascending');
    await user.click(screen.getByRole('button', { name: 'Last used' }));

    await waitFor(() =>
      expect(listAccounts).toHaveBeenLastCalledWith({
        search: 'build',
        type: 'service-account',
        mine: true,
        keyStatus: 'active',
        orderBy: 'lastUsedAt',
        order: 'desc',
        limit: 25,
        figures: true,
      }),
    );
    expect(name).not.toHaveAttribute('aria-sort');
    const lastUsed = screen.getByRole('columnheader', { name: /Last used/ });
    expect(lastUsed).toHaveAttribute('aria-sort', 'descending');
    await user.click(within(lastUsed).getByRole('button'));
    expect(lastUsed).toHaveAttribute('aria-sort', 'ascending');

    await user.click(screen.getByRole('button', { name: 'All' }));
    await user.click(screen.getByRole('button', { name: 'Mine' }));
    expect(location()).not.toMatch(/type|mine/);

    await user.selectOptions(
      screen.getByRole('combobox', { name: 'Sort by' }),
      'Created',
    );
    expect(location()).toMatch(/orderBy=createdAt&order=desc/);
  });

  it('shows what the URL asks for, and ignores what it cannot ask for', async () => {
    const api = createApi();
    const listAccounts = jest.spyOn(api, 'listAccounts');
    renderSecurity(api, {
      path: '?search=night&type=robot&limit=5000&owner=group%3Adefault%2Fplatform',
    });
    await row('nightly-build');

    expect(listAccounts).toHaveBeenLastCalledWith({
      search: 'night',
      owner: 'group:default/platform',
      orderBy: 'name',
      order: 'asc',
      limit: 25,
      figures: true,
    });
    expect(screen.getByRole('searchbox', { name: 'Search' })).toHaveValue(
      'night',
    );
    expect(await screen.findByRole('combobox', { name: 'Owner' })).toHaveValue(
      'Team platform',
    );
  });

  it('goes to the next page and back', async () => {
    const user = userEvent.setup({ delay: null });
    const api = createApi();
    for (let i = 10; i < 40; i++) {
      api.add({ name: `account-${i}` });
    }
    renderSecurity(api, { path: '?limit=10' });
    await row('account-10');
    expect(action('Previous page')).toBeDisabled();

    await user.click(action('Next page'));
    await row('account-20');
    await user.click(action('Next page'));
    await row('account-30');
    expect(location()).toBe('/security/users?limit=10&cursor=20');

    await user.click(action('Previous page'));
    await row('account-20');
    await user.click(action('Previous page'));
    await row('account-10');
    expect(location()).toBe('/security/users?limit=10');

    await user.selectOptions(
      screen.getByRole('combobox', { name: 'Rows per page' }),
      '50',
    );
    await row('alice');
    expect(action('Next page')).toBeDisabled();
  });

  it('explains an empty list and a search without a match', async () => {
    const user = userEvent.setup({ delay: null });
    const api = createApi();
    api.serviceAccounts.clear();
    renderSecurity(api, { path: '?search=nobody' });

    expect(await screen.findByText('No account matches')).toBeInTheDocument();
    await user.click(action('Clear filters'));
    expect(
      await screen.findByText(
        'A service account lets a script, pipeline or agent call this portal without anyone’s login.',
      ),
    ).toBeInTheDocument();
    expect(await row('alice')).toBeInTheDocument();
  });

  it('says what went wrong and tries again', async () => {
    const user = userEvent.setup({ delay: null });
    const api = createApi();
    jest
      .spyOn(api, 'listAccounts')
      .mockRejectedValueOnce(
        await refusal(503, 'ServiceUnavailableError', 'The catalog is down'),
      );
    renderSecurity(api);

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The accounts could not be loaded. The catalog is down',
    );
    await user.click(action('Retry'));
    expect(await row('alice')).toBeInTheDocument();
  });

  it('names the permission that is missing', async () => {
    const api = createApi();
    jest
      .spyOn(api, 'listAccounts')
      .mockRejectedValue(await refusal(403, 'NotAllowedError', 'no'));
    renderSecurity(api);

    expect(
      await screen.findByText('You may not see the Security module'),
    ).toBeInTheDocument();
  });
});
