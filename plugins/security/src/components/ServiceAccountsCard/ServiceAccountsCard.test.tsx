import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { screen, waitFor, within } from '@testing-library/react';
import { FakeSecurityApi, refusal } from '../../../dev/FakeSecurityApi';
import { entityOf, renderCard } from '../../__testUtils__/renderCard';
import { ServiceAccountsCard } from './ServiceAccountsCard';

const TEAM = entityOf('Group', 'default', 'Payments');
const OWNER = 'group:default/payments';
const DAY = 24 * 60 * 60 * 1000;

const inDays = (days: number) =>
  new Date(Date.now() + days * DAY).toISOString();

function render(
  api: FakeSecurityApi,
  options: Partial<Parameters<typeof renderCard>[1]> = {},
) {
  const listAccounts = jest.spyOn(api, 'listAccounts');
  const rendered = renderCard(<ServiceAccountsCard />, {
    api,
    entity: TEAM,
    ...options,
  });
  const title = () =>
    screen.findByRole('heading', { name: 'Service accounts' });
  const create = () =>
    screen.findByRole('button', { name: 'Create Service Account' });
  return { ...rendered, listAccounts, title, create };
}

function rows() {
  return within(screen.getByRole('table', { name: 'Service accounts' }))
    .getAllByRole('row')
    .slice(1)
    .map(row => Array.from(row.children, cell => cell.textContent));
}

describe('ServiceAccountsCard', () => {
  it('shows what the group owns, what ends next first', async () => {
    const api = new FakeSecurityApi();
    api.add({ name: 'of-others', ownerRef: 'group:default/platform' });
    api.add({ name: 'keyless', ownerRef: OWNER });
    api.add({
      name: 'deploy',
      title: 'Deployment',
      ownerRef: OWNER,
      apiKeys: [
        api.makeKey({
          hint: 'aaaa',
          expiresAt: inDays(80),
          lastUsedAt: inDays(-3),
          lastUsedPlugin: 'catalog',
        }),
      ],
    });
    api.add({
      name: 'nightly',
      ownerRef: OWNER,
      apiKeys: [api.makeKey({ hint: 'bbbb', expiresAt: inDays(5) })],
    });
    api.add({
      name: 'old',
      ownerRef: OWNER,
      status: 'disabled',
      apiKeys: [api.makeKey({ hint: 'cccc', status: 'disabled' })],
    });
    const { title } = render(api);

    expect(await title()).toBeVisible();
    await waitFor(() =>
      expect(rows()).toEqual([
        ['nightly', 'Expires in 5 days…bbbb', 'Never'],
        [
          'Deploymentdeploy',
          'Active…aaaa · expires in 3 months',
          '3 days agocatalog',
        ],
        ['keyless', 'None', 'Never'],
        ['oldDisabled', 'Disabled…cccc', 'Never'],
      ]),
    );
    expect(screen.getByRole('link', { name: 'Deployment' })).toHaveAttribute(
      'href',
      '/portal/security/users/service-account/deploy',
    );
    expect(screen.queryByRole('link', { name: /^All/ })).toBeNull();
  });

  it('leads to all of them where they are many', async () => {
    const api = new FakeSecurityApi();
    for (let number = 10; number < 22; number++) {
      api.add({ name: `ci-${number}`, ownerRef: OWNER });
    }
    const { listAccounts } = render(api);

    expect(
      await screen.findByRole('link', { name: 'All 12 service accounts' }),
    ).toHaveAttribute(
      'href',
      '/portal/security/users?owner=group%3Adefault%2Fpayments',
    );
    expect(rows()).toHaveLength(10);
    expect(listAccounts).toHaveBeenCalledTimes(1);
  });

  it('says so where there is none', async () => {
    const { title } = render(new FakeSecurityApi());

    expect(await title()).toBeVisible();
    expect(await screen.findByText(/^None yet\./)).toBeVisible();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('creates one for the group, and shows its key', async () => {
    const api = new FakeSecurityApi();
    const { user, create } = render(api);
    await user.click(await create());
    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByDisplayValue('Team payments'),
    ).toHaveAccessibleName('Owner');
    await user.keyboard('Nightly{Enter}');

    await user.click(await screen.findByRole('button', { name: 'Reveal' }));
    await user.click(screen.getByRole('button', { name: 'Close' }));
    await waitFor(() =>
      expect(rows()).toEqual([
        ['Nightlynightly', expect.stringMatching(/^Active/), 'Never'],
      ]),
    );
    expect(api.serviceAccounts.get('nightly')!.ownerRef).toBe(OWNER);
    expect(screen.getByTestId('location')).toHaveTextContent('/portal/entity');
  });

  it('leads to the account that it created without a key', async () => {
    const { user, create, toasts } = render(new FakeSecurityApi());
    await user.click(await create());
    await screen.findByRole('dialog');
    await user.keyboard('Nightly');
    await user.click(screen.getByRole('button', { name: 'Create' }));

    await waitFor(() =>
      expect(screen.getByTestId('location')).toHaveTextContent(
        '/portal/security/users/service-account/nightly',
      ),
    );
    expect(toasts).toEqual(['Service account nightly created']);
  });

  it('says what is missing to create one', async () => {
    const api = new FakeSecurityApi();
    api.canCreate = false;
    render(api);

    expect(
      await screen.findByText(/security\.service-account\.create/),
    ).toBeVisible();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('fails by itself, and tries again', async () => {
    const api = new FakeSecurityApi();
    api.add({ name: 'deploy', ownerRef: OWNER });
    const { user, listAccounts } = render(api);
    listAccounts.mockReset();
    listAccounts.mockImplementationOnce(() =>
      refusal(503, 'ServiceUnavailableError', 'The database is away').then(
        error => Promise.reject(error),
      ),
    );
    listAccounts.mockImplementation(query =>
      FakeSecurityApi.prototype.listAccounts.call(api, query),
    );

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The accounts could not be loaded.',
    );
    expect(screen.getByText('The rest of the page')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it.each([AuthorizeResult.DENY, 'fails'] as const)(
    'is not there, and asks for nothing, where the permission is or does: %s',
    async authorize => {
      const { listAccounts, asked } = render(new FakeSecurityApi(), {
        authorize,
      });

      await waitFor(() => expect(asked).toHaveBeenCalled());
      await asked.mock.results[0].value.catch(() => {});
      expect(await screen.findByText('The rest of the page')).toBeVisible();
      expect(screen.queryByRole('heading')).toBeNull();
      expect(listAccounts).not.toHaveBeenCalled();
    },
  );

  it('is not there for a service account, which owns none', async () => {
    const { listAccounts, asked } = render(new FakeSecurityApi(), {
      entity: entityOf('User', 'service-account', 'deploy'),
    });

    await waitFor(() => expect(asked).toHaveBeenCalled());
    await asked.mock.results[0].value;
    expect(await screen.findByText('The rest of the page')).toBeVisible();
    expect(screen.queryByRole('heading')).toBeNull();
    expect(listAccounts).not.toHaveBeenCalled();
  });
});
