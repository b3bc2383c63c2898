import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  PolicyCheckUp,
  securityPermissions,
} from 'backstage-plugin-security-common';
import { FakeSecurityApi, FULL_ACCESS } from '../../../dev/FakeSecurityApi';
import { renderSecurity } from '../../__testUtils__/renderSecurity';
import { PolicyBanner } from './PolicyBanner';

const NO_ACCESS = {
  canConfigureApiKey: false,
  canRevokeApiKey: false,
  canUpdate: false,
  canDelete: false,
  canBecomeService: false,
};
const LATE = { timeout: 5_000 };

jest.setTimeout(20_000);

const ALLOW_ALL: PolicyCheckUp = {
  checkedAt: '2026-01-01T08:00:00.000Z',
  status: 'decided',
  findings: [
    {
      who: 'nobody',
      permissions: securityPermissions.map(({ name }) => ({
        name,
        decision: 'allowed',
      })),
    },
  ],
  dangerousSettings: [],
};

function createApi(checkUp: Partial<PolicyCheckUp> = {}) {
  const api = new FakeSecurityApi();
  api.add({ name: 'ci' });
  api.checkUp = { ...ALLOW_ALL, ...checkUp };
  const asked = jest.spyOn(api, 'getPolicyCheckUp');
  return { api, asked };
}

function renderBanner(checkUp: Partial<PolicyCheckUp>) {
  renderInTestApp(<PolicyBanner checkUp={{ ...ALLOW_ALL, ...checkUp }} />);
}

const LABEL = { name: 'Check-up of the permission policy' };
const findBanner = () => screen.findByRole('region', LABEL, LATE);
const queryBanner = () => screen.queryByRole('region', LABEL);
const theRow = () => screen.findByRole('link', { name: 'ci' });

/** The two are in the page in this order. */
function expectBefore(first: HTMLElement, second: HTMLElement) {
  expect(
    first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING,
  ).toBeTruthy();
}

async function askedFor(asked: jest.SpyInstance) {
  await waitFor(() => expect(asked).toHaveBeenCalled(), LATE);
  await asked.mock.results[0].value;
}

describe('the banner of the policy check-up', () => {
  beforeEach(() => sessionStorage.clear());

  it('comes below the rows that are in use, and is asked for after them', async () => {
    const { api, asked } = createApi();
    const { toasts } = renderSecurity(api);
    const row = await theRow();
    expect(asked).not.toHaveBeenCalled();
    expectBefore(row, await findBanner());
    expect(toasts).toEqual([]);
  });

  it('is above them when it is known before', async () => {
    const user = userEvent.setup({ delay: null });
    const { api } = createApi();
    renderSecurity(api);
    await theRow();
    await findBanner();
    await user.click(await theRow());
    await screen.findByRole('heading', { name: 'Danger area' });
    expect(queryBanner()).toBeNull();

    let answer = () => {};
    const list = api.listAccounts.bind(api);
    api.listAccounts = async request => {
      await new Promise<void>(resolve => (answer = resolve));
      return list(request);
    };
    await user.click(screen.getByRole('link', { name: 'Users tab' }));
    const banner = await findBanner();
    expect(screen.queryByRole('link', { name: 'ci' })).toBeNull();
    answer();
    expectBefore(banner, await theRow());
  });

  it('says what is given to whom, and what to do', async () => {
    const user = userEvent.setup({ delay: null });
    renderBanner({
      findings: [
        ...ALLOW_ALL.findings,
        {
          who: 'guest',
          permissions: [
            { name: 'security.configuration.read', decision: 'allowed' },
            {
              name: 'security.service-account.update',
              decision: 'conditional',
            },
            { name: 'security.of-later.versions', decision: 'undecided' },
          ],
        },
      ],
      dangerousSettings: ['security.dangerouslyAllowGuest'],
      policiesUrl: 'https://example.com/docs#policies',
    });
    const banner = await findBanner();
    expect(banner).toHaveTextContent(
      /^The permission policy lets people who have no rights take API keys\.What to do$/,
    );
    const more = within(banner).getByRole('button', { name: 'What to do' });
    expect(more).toHaveAttribute('aria-expanded', 'false');
    await user.click(more);
    expect(more).toHaveAttribute('aria-expanded', 'true');
    const [ofNobody, ofGuest] = within(banner)
      .getAllByRole('list')
      .map(list =>
        within(list)
          .getAllByRole('listitem')
          .map(({ textContent }) => textContent),
      );
    expect(ofNobody).toHaveLength(securityPermissions.length);
    expect(ofNobody[1]).toBe(
      'generate, show and rotate API keys (security.user.api-key.configure)',
    );
    expect(ofGuest).toEqual([
      'see this module (security.configuration.read)',
      'edit service accounts, for some accounts (security.service-account.update)',
      'security.of-later.versions? That could not be decided (security.of-later.versions)',
    ]);
    expect(
      within(banner).getByRole('link', { name: /^Policies to copy/ }),
    ).toHaveAttribute('href', 'https://example.com/docs#policies');
    expect(banner).toHaveTextContent(
      'Dangerous settings that are on: security.dangerouslyAllowGuest.',
    );
    await user.click(within(banner).getByRole('button', { name: 'Hide' }));
    await waitFor(() => expect(within(banner).queryByRole('list')).toBeNull());
  });

  const finding = (
    who: 'nobody' | 'guest',
    name: string,
    decision: 'allowed' | 'undecided' = 'allowed',
  ) => ({ who, permissions: [{ name, decision }] });
  const READ = 'security.configuration.read';

  it.each<[string, Partial<PolicyCheckUp>, RegExp]>([
    [
      'reads alone',
      { findings: [finding('nobody', READ)] },
      /lets people who have no rights use this module/,
    ],
    [
      'keys for the guest',
      {
        findings: [
          finding('nobody', READ),
          finding('guest', 'security.user.api-key.configure'),
        ],
      },
      /lets the guest take API keys/,
    ],
    [
      'the guest alone, where the rest is open',
      {
        status: 'undecided',
        findings: [
          finding('nobody', READ, 'undecided'),
          finding('guest', READ),
        ],
      },
      /lets the guest use this module/,
    ],
    [
      'permissions that are off',
      { status: 'not-asked', findings: [] },
      /Permissions are off: everybody who signs in may/,
    ],
  ])('names %s', async (_, checkUp, text) => {
    renderBanner(checkUp);
    expect(await findBanner()).toHaveTextContent(text);
  });

  it.each<[string, Partial<PolicyCheckUp>]>([
    ['nothing is found', { findings: [] }],
    [
      'nothing could be decided',
      {
        status: 'undecided',
        findings: [finding('nobody', READ, 'undecided')],
      },
    ],
  ])('is not there when %s', async (_, checkUp) => {
    const { api, asked } = createApi(checkUp);
    renderSecurity(api);
    await askedFor(asked);
    expect(queryBanner()).toBeNull();
  });

  it('does not trouble those who may handle no keys', async () => {
    const { api, asked } = createApi();
    api.canCreate = false;
    api.add({ name: 'ci', access: NO_ACCESS });
    renderSecurity(api);
    await theRow();
    await new Promise(resolve => setTimeout(resolve, 2_500));
    expect(asked).not.toHaveBeenCalled();
  });

  it('is not left to them by who was signed in before', async () => {
    sessionStorage.setItem(
      'security.policy-check-up',
      JSON.stringify(ALLOW_ALL),
    );
    const { api } = createApi();
    api.canCreate = false;
    api.add({ name: 'ci', access: NO_ACCESS });
    renderSecurity(api);
    await theRow();
    await waitFor(() => expect(queryBanner()).toBeNull());
    expect(sessionStorage.getItem('security.policy-check-up')).toBe('null');
  });

  it.each([
    ['an owner', FULL_ACCESS],
    ['the guest', { ...NO_ACCESS, apiKeyRefusal: 'guest' as const }],
  ])('is there for %s as well', async (_, access) => {
    const { api } = createApi();
    api.canCreate = false;
    api.add({ name: 'ci', access });
    renderSecurity(api);
    expect(await findBanner()).toBeVisible();
  });

  it('is not missed when the answer is none, nor shown the next time', async () => {
    const user = userEvent.setup({ delay: null });
    sessionStorage.setItem(
      'security.policy-check-up',
      JSON.stringify(ALLOW_ALL),
    );
    const { api, asked } = createApi();
    asked.mockRejectedValue(new Error('Not reachable'));
    renderSecurity(api);
    await findBanner();
    await waitFor(() => expect(asked).toHaveBeenCalled(), LATE);
    await user.click(await theRow());
    await screen.findByRole('heading', { name: 'Danger area' });
    await user.click(screen.getByRole('link', { name: 'Users tab' }));
    await theRow();
    expect(queryBanner()).toBeNull();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
