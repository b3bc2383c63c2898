import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AccountAccess, Refusal } from 'backstage-plugin-security-common';
import { FakeSecurityApi, FULL_ACCESS, valueOf } from '../dev/FakeSecurityApi';
import { openServiceAccount } from './__testUtils__/openServiceAccount';
import { renderSecurity } from './__testUtils__/renderSecurity';

const CONFIGURE = 'security.user.api-key.configure';
const REVOKE = 'security.user.api-key.revoke';
const UPDATE = 'security.service-account.update';
const DELETE = 'security.service-account.delete';

const NO_ACCESS: AccountAccess = {
  canConfigureApiKey: false,
  canRevokeApiKey: false,
  canUpdate: false,
  canDelete: false,
  canBecomeService: false,
  apiKeyRefusal: 'not-permitted',
};
const OWNED = {
  rule: 'IS_OWNER',
  description: 'Allow service accounts owned by one of the given entities',
  params: { owners: ['group:default/team-a', 'user:default/ann'] },
};
const OWNED_TEXT =
  'A condition of the policy does not hold: IS_OWNER (Allow service accounts owned by one of the given entities; owners: group:default/team-a, user:default/ann).';

const button = (name: string) => screen.getByRole('button', { name });

/** The list, with the account `ci` selected. */
async function openList(access: AccountAccess) {
  const user = userEvent.setup({ delay: null });
  const api = new FakeSecurityApi();
  api.add({ name: 'ci', access, apiKeys: [api.makeKey({ hint: 'aB3d' })] });
  api.add({ name: 'other', access: NO_ACCESS, apiKeys: [api.makeKey()] });
  renderSecurity(api);
  await user.click(await screen.findByRole('checkbox', { name: 'Select ci' }));
  return { user, api };
}

describe('the page of an account', () => {
  const note = () => screen.getByRole('note');

  it.each<[string, Refusal, string]>([
    ['denied', { permission: DELETE }, `${DELETE}: deleting the account.`],
    [
      'that does not hold',
      { permission: DELETE, unmet: OWNED },
      `${DELETE}: deleting the account. ${OWNED_TEXT}`,
    ],
    [
      'of several rules that do not hold',
      {
        permission: DELETE,
        unmet: {
          allOf: [
            { rule: 'HAS_NAME', params: { names: ['a'] } },
            { anyOf: [{ rule: 'B' }, { not: { rule: 'C' } }] },
          ],
        },
      },
      `${DELETE}: deleting the account. A condition of the policy does not hold: HAS_NAME (names: a) and (B or not C).`,
    ],
    [
      'that could not be applied',
      { permission: DELETE, undecided: true },
      `${DELETE}: deleting the account. That could not be decided: a condition of the policy could not be applied.`,
    ],
  ])('says what is missing: one %s', async (_, refusal, text) => {
    await openServiceAccount(() => ({
      access: { ...FULL_ACCESS, canDelete: false, refusals: [refusal] },
    }));
    expect(within(note()).getAllByRole('listitem')).toHaveLength(1);
    expect(within(note()).getByRole('listitem').textContent?.trim()).toBe(text);
  });

  it('says it of each permission', async () => {
    await openServiceAccount(() => ({
      access: {
        ...NO_ACCESS,
        refusals: [{ permission: UPDATE, unmet: OWNED }],
      },
    }));
    expect(
      within(note())
        .getAllByRole('listitem')
        .map(item => item.textContent?.trim()),
    ).toEqual([
      `${UPDATE}: title, description, owner, reach, and whether it is enabled. ${OWNED_TEXT}`,
      `${CONFIGURE}: API key, owner and reach.`,
      `${REVOKE}: ending its API keys.`,
      `${DELETE}: deleting the account.`,
    ]);
  });

  it('says it to a guest of what is not about keys', async () => {
    await openServiceAccount(() => ({
      access: {
        ...FULL_ACCESS,
        canConfigureApiKey: false,
        canRevokeApiKey: false,
        canDelete: false,
        apiKeyRefusal: 'guest',
        refusals: [{ permission: DELETE }],
      },
    }));
    expect(note()).toHaveTextContent(/^The guest user may not/);
    expect(
      within(note())
        .getAllByRole('listitem')
        .map(item => item.textContent?.trim()),
    ).toEqual([`${DELETE}: deleting the account.`]);
  });
});

describe('the list', () => {
  it('names the rule that does not hold, once', async () => {
    const unmet = { rule: 'IS_OWNER' };
    await openList({
      ...NO_ACCESS,
      refusals: [CONFIGURE, REVOKE, UPDATE].map(permission => ({
        permission,
        unmet,
      })),
    });
    const need = `You need the permission Allow To Configure User's API Key (${CONFIGURE}) for this account, or ${REVOKE} to end its keys. A condition of the policy does not hold: IS_OWNER.`;
    expect(button('Show API Key')).toHaveAccessibleDescription(need);
    expect(button('Revoke')).toHaveAccessibleDescription(need);
    expect(button('Disable')).toHaveAccessibleDescription(
      `You may not edit this account: you need the permission ${UPDATE}. A condition of the policy does not hold: IS_OWNER.`,
    );
    expect(screen.getAllByText(need)).toHaveLength(1);
  });
});

describe('somebody who may end keys and see none', () => {
  const RESPONDER: AccountAccess = { ...NO_ACCESS, canRevokeApiKey: true };

  it('sees the keys of an account, and ends them', async () => {
    const { api, click, confirm, section } = await openServiceAccount(fake => ({
      access: RESPONDER,
      apiKeys: [
        fake.makeKey({ hint: 'newK' }),
        fake.makeKey({ hint: 'oldK', retiresAt: '2999-01-02T03:04:05Z' }),
      ],
    }));
    const keys = section('API Key');
    expect(
      within(keys).getByRole('table', { name: 'Key history' }),
    ).toHaveTextContent(/…newK.*…oldK/);
    expect(
      within(keys)
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual(['Revoke', 'Revoke all', 'End it now', 'Refresh']);

    await click('End it now');
    await confirm('Revoke');
    const statuses = () =>
      api.serviceAccounts.get('ci')!.apiKeys.map(({ status }) => status);
    await waitFor(() => expect(statuses()).toEqual(['active', 'revoked']));
    await click('Revoke');
    await confirm('Revoke');
    await waitFor(() => expect(statuses()).toEqual(['revoked', 'revoked']));
  });

  it('revokes from the list, and is told why no key is shown', async () => {
    const { api, user } = await openList(RESPONDER);
    expect(button('Show API Key')).toHaveAccessibleDescription(
      `You need the permission Allow To Configure User's API Key (${CONFIGURE}) for this account.`,
    );
    await user.click(button('More for ci'));
    const items = screen.getAllByRole('menuitem');
    expect(
      items
        .filter(item => item.getAttribute('aria-disabled') !== 'true')
        .map(({ textContent }) => textContent),
    ).toEqual(['Edit Service Account', 'Revoke']);
    await user.keyboard('{Escape}');

    await user.click(button('Revoke'));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Revoke' }));
    await waitFor(() =>
      expect(api.serviceAccounts.get('ci')!.apiKeys[0].status).toBe('revoked'),
    );
  });

  it('revokes the keys of several accounts', async () => {
    const { user } = await openList(RESPONDER);
    await user.click(screen.getByRole('checkbox', { name: 'Select other' }));
    await user.click(button('Revoke'));
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      new RegExp(`other.*You need the permission .*${REVOKE}`),
    );
  });

  it('ends a key that was found somewhere', async () => {
    const { user } = await openList(RESPONDER);
    await user.click(screen.getByRole('searchbox', { name: 'Search' }));
    await user.paste(valueOf({ hint: 'aB3d' }));
    const whose = await screen.findByRole('region', {
      name: 'Whose key this is',
    });
    expect(
      within(whose)
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual(['Revoke']);
  });
});
