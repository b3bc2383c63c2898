import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { screen, waitFor } from '@testing-library/react';
import { ServiceAccountDetails } from 'backstage-plugin-security-common';
import {
  FakeSecurityApi,
  FULL_ACCESS,
  refusal,
} from '../../../dev/FakeSecurityApi';
import { fact } from '../../__testUtils__/openServiceAccount';
import { entityOf, renderCard } from '../../__testUtils__/renderCard';
import { ServiceAccountEntityCard } from './ServiceAccountEntityCard';

const DAY = 24 * 60 * 60 * 1000;

function render(
  account?: (api: FakeSecurityApi) => Partial<ServiceAccountDetails>,
  options: Partial<Parameters<typeof renderCard>[1]> = {},
) {
  const api = new FakeSecurityApi();
  if (account) {
    api.add({ name: 'deploy', ...account(api) });
  }
  const getAccount = jest.spyOn(api, 'getAccount');
  const rendered = renderCard(<ServiceAccountEntityCard />, {
    api,
    entity: entityOf('User', 'service-account', 'deploy'),
    ...options,
  });
  const title = () => screen.findByRole('heading', { name: 'Service account' });
  return { ...rendered, api, getAccount, title };
}

describe('ServiceAccountEntityCard', () => {
  it('says whose it is and whether its key works, and leads to it', async () => {
    const { title } = render(api => ({
      ownerTitle: 'Platform',
      apiKeys: [
        api.makeKey({
          hint: 'aaaa',
          expiresAt: new Date(Date.now() + 80 * DAY).toISOString(),
          lastUsedAt: new Date(Date.now() - 3 * DAY).toISOString(),
          lastUsedPlugin: 'catalog',
        }),
      ],
    }));

    expect(await title()).toBeVisible();
    expect(await screen.findByText(/^A machine, not a person/)).toBeVisible();
    expect(fact(document.body, 'Owner')).toBe('Platform');
    expect(fact(document.body, 'Status')).toBe('Enabled');
    expect(fact(document.body, 'API key')).toBe(
      'Active…aaaa · expires in 3 months',
    );
    expect(fact(document.body, 'Last used')).toBe('3 days agocatalog');
    expect(
      screen.getByRole('button', { name: 'Edit Service Account' }),
    ).toHaveAttribute('href', '/portal/security/users/service-account/deploy');
  });

  it('says that it is disabled and that nobody answers for it', async () => {
    render(api => ({
      status: 'disabled',
      ownerMissingSince: '2026-11-01T08:00:00.000Z',
      apiKeys: [api.makeKey({ hint: 'aaaa', status: 'disabled' })],
    }));

    await screen.findByText(/^A machine, not a person/);
    expect(fact(document.body, 'Owner')).toContain('Not in the catalog');
    expect(fact(document.body, 'Status')).toBe('Disabled');
    expect(fact(document.body, 'API key')).toBe('Disabled…aaaa');
  });

  it('promises no editing to who may only look', async () => {
    render(() => ({
      access: {
        ...FULL_ACCESS,
        canConfigureApiKey: false,
        canRevokeApiKey: false,
        canUpdate: false,
        canDelete: false,
      },
    }));

    expect(
      await screen.findByRole('button', { name: 'Open under Security' }),
    ).toHaveAttribute('href', '/portal/security/users/service-account/deploy');
  });

  it('says that there is no such account any more', async () => {
    const { title } = render();

    expect(await title()).toBeVisible();
    expect(
      await screen.findByText(/^Security has no service account deploy/),
    ).toBeVisible();
    expect(screen.queryByRole('button')).toBeNull();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('fails by itself, and tries again', async () => {
    const { user, getAccount } = render(() => ({}));
    const failure = await refusal(503, 'ServiceUnavailableError', 'Away');
    getAccount.mockRejectedValueOnce(failure);

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The account could not be loaded.',
    );
    expect(screen.getByText('The rest of the page')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText(/^A machine, not a person/)).toBeVisible();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it.each([AuthorizeResult.DENY, 'fails'] as const)(
    'is not there, and asks for nothing, where the permission is or does: %s',
    async authorize => {
      const { getAccount, asked } = render(() => ({}), { authorize });

      await waitFor(() => expect(asked).toHaveBeenCalled());
      await asked.mock.results[0].value.catch(() => {});
      expect(await screen.findByText('The rest of the page')).toBeVisible();
      expect(screen.queryByRole('heading')).toBeNull();
      expect(getAccount).not.toHaveBeenCalled();
    },
  );

  it('is not there for a person', async () => {
    const { getAccount, asked } = render(() => ({}), {
      entity: entityOf('User', 'default', 'deploy'),
    });

    await waitFor(() => expect(asked).toHaveBeenCalled());
    await asked.mock.results[0].value;
    expect(await screen.findByText('The rest of the page')).toBeVisible();
    expect(screen.queryByRole('heading')).toBeNull();
    expect(getAccount).not.toHaveBeenCalled();
  });
});
