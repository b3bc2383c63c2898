import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExternalAccessEntry } from 'backstage-plugin-security-common';
import { FakeSecurityApi, refusal } from '../../../dev/FakeSecurityApi';
import { renderSecurity } from '../../__testUtils__/renderSecurity';

// They come two seconds after the list.
const LATE = { timeout: 15_000 };

jest.setTimeout(60_000);

const NIGHTLY: ExternalAccessEntry = {
  setting: 'backend.auth.externalAccess[0]',
  type: 'static',
  subject: 'nightly',
  accessRestrictions: [
    { plugin: 'catalog' },
    {
      plugin: 'search',
      permissions: ['search.use', 'search.read'],
      actions: ['read'],
    },
  ],
  differences: ['as-user', 'plugins', 'actions', 'expiry'],
  account: {
    name: 'nightly',
    title: 'nightly',
    principal: 'user',
    plugins: ['catalog', 'search'],
    declaration: '- name: nightly\n  principal: user\n',
    exists: false,
  },
};

const SERVICE: ExternalAccessEntry = {
  ...NIGHTLY,
  differences: ['as-service', 'service-entry', 'restrictions'],
  account: {
    name: 'nightly',
    principal: 'service',
    restrictions: [{ plugin: 'catalog', permissions: ['catalog.entity.read'] }],
    declaration: '- name: nightly\n  principal: service\n',
    exists: false,
  },
};

const JWKS: ExternalAccessEntry = {
  setting: 'backend.auth.externalAccess[1]',
  type: 'jwks',
  jwks: {
    url: 'https://idp.test/keys',
    issuers: ['https://idp.test'],
    audiences: ['portal'],
    subjectPrefix: 'idp',
  },
  differences: ['no-fixed-subject'],
};

function renderList(
  externalAccess: ExternalAccessEntry[],
  change: (api: FakeSecurityApi) => void = () => {},
) {
  const user = userEvent.setup({ delay: null });
  const api = new FakeSecurityApi();
  api.add({ name: 'ci' });
  api.externalAccess = externalAccess;
  change(api);
  const asked = jest.spyOn(api, 'listExternalAccess');
  renderSecurity(api);
  const click = (name: string) =>
    user.click(screen.getByRole('button', { name }));
  return { user, api, asked, click };
}

const findSection = () =>
  screen.findByRole('group', { name: /static tokens? in the conf/ }, LATE);

async function openDialog(
  token: ExternalAccessEntry,
  change?: (api: FakeSecurityApi) => void,
) {
  const rendered = renderList([token], change);
  await findSection();
  await rendered.click('Show');
  await rendered.click(`Replace ${token.subject ?? token.jwks?.url}`);
  const dialog = await screen.findByRole('dialog', {
    name: /^Replace a static token/,
  });
  return { ...rendered, dialog };
}

describe('static tokens of the configuration', () => {
  it('come folded up below the list, and after it', async () => {
    const { asked, click } = renderList([NIGHTLY, JWKS]);
    const row = await screen.findByRole('link', { name: 'ci' });
    expect(asked).not.toHaveBeenCalled();
    const section = await findSection();
    expect(
      row.compareDocumentPosition(section) & Node.DOCUMENT_POSITION_FOLLOWING,
    ).toBeTruthy();
    expect(section).toHaveTextContent(
      /^2 static tokens in the configurationShow$/,
    );

    await click('Show');
    expect(screen.getByRole('button', { name: 'Hide' })).toHaveAttribute(
      'aria-expanded',
      'true',
    );
    const [, ...rows] = within(section).getAllByRole('row');
    const told = rows.map(each =>
      within(each)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent)
        .slice(0, 3),
    );
    expect(
      within(section)
        .getAllByRole('rowheader')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'nightlybackend.auth.externalAccess[0]',
      'https://idp.test/keysbackend.auth.externalAccess[1]',
    ]);
    expect(told).toEqual([
      [
        'static',
        'catalogsearch · search.use, search.read · actions: read',
        'None yet',
      ],
      ['jwks', 'Not limited', 'None yet'],
    ]);
    await click('Hide');
    await waitFor(() =>
      expect(within(section).queryByRole('table')).toBeNull(),
    );
  });

  it.each<[string, (api: FakeSecurityApi) => void]>([
    ['there are none', () => {}],
    [
      'they cannot be read',
      api => {
        api.listExternalAccess = async () => {
          throw await refusal(503, 'ServiceUnavailableError', 'no');
        };
      },
    ],
  ])('are not mentioned when %s', async (_, change) => {
    const { asked } = renderList([], change);
    await waitFor(() => expect(asked).toHaveBeenCalled(), LATE);
    await asked.mock.results[0].value.catch(() => {});
    expect(screen.queryByRole('heading', { name: /static token/ })).toBeNull();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('are not asked for by those who may not see the module', async () => {
    const { asked } = renderList([NIGHTLY], api => {
      api.listAccounts = async () => {
        throw await refusal(403, 'NotAllowedError', 'no');
      };
    });
    await screen.findByText('You may not see the Security module');
    await new Promise(resolve => setTimeout(resolve, 2_500));
    expect(asked).not.toHaveBeenCalled();
  });

  it('say what will differ, and how the account is declared', async () => {
    const { user, dialog } = await openDialog(NIGHTLY);
    const writeText = jest.spyOn(navigator.clipboard, 'writeText');
    expect(
      within(dialog)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'catalog',
      'search · search.use, search.read · actions: read',
      expect.stringMatching(/^The account acts as a user\./),
      expect.stringMatching(/becomes? the list of plugins/),
      expect.stringMatching(/limited to actions/),
      expect.stringMatching(/^An API key expires/),
    ]);
    expect(dialog).toHaveTextContent(
      'Settingbackend.auth.externalAccess[0]Typestatic',
    );
    await user.click(
      within(dialog).getByRole('button', { name: 'Copy the entry' }),
    );
    expect(writeText).toHaveBeenCalledWith(NIGHTLY.account!.declaration);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('become an account that is as they are', async () => {
    const { api, user, click, dialog } = await openDialog(NIGHTLY);
    const created = jest.spyOn(api, 'createServiceAccount');
    await user.click(
      within(dialog).getByRole('button', { name: 'Create Service Account' }),
    );
    const form = await screen.findByRole('dialog', {
      name: 'Create Service Account',
    });
    expect(within(form).getByRole('textbox', { name: 'Name' })).toHaveValue(
      'nightly',
    );
    expect(form).toHaveTextContent(/Pluginscatalogsearch/);
    await user.click(within(form).getByRole('combobox', { name: 'Owner' }));
    await user.click(await screen.findByText('Team platform'));
    await click('Create and show API key');
    await waitFor(() =>
      expect(created).toHaveBeenCalledWith({
        name: 'nightly',
        title: 'nightly',
        description: '',
        ownerRef: 'group:default/platform',
        principal: 'user',
        plugins: ['catalog', 'search'],
      }),
    );
    const key = await screen.findByRole('dialog', { name: /API Key/ });
    await user.click(await within(key).findByRole('button', { name: 'Close' }));
    await screen.findByRole('link', { name: 'nightly' });
    // In the list, and beside the token, which says so by and by.
    await waitFor(
      () =>
        expect(screen.getAllByRole('link', { name: 'nightly' })).toHaveLength(
          2,
        ),
      LATE,
    );
  });

  it('lead to the account where there is one', async () => {
    const { dialog } = await openDialog(NIGHTLY, api =>
      api.add({ name: 'nightly' }),
    );
    expect(
      within(dialog).getByRole('link', { name: 'nightly' }),
    ).toHaveAttribute('href', '/security/users/service-account/nightly');
    expect(
      within(dialog).queryByRole('button', { name: 'Create Service Account' }),
    ).toBeNull();
  });

  it.each<[string, ExternalAccessEntry, RegExp]>([
    ['may create accounts', NIGHTLY, /security\.service-account\.create/],
    ['is a service here', SERVICE, /lacks an entry of the type api-key/],
  ])('say why no account is created where none %s', async (_, token, why) => {
    const { dialog, user } = await openDialog(token, api => {
      api.canCreate = token === SERVICE;
    });
    const create = within(dialog).getByRole('button', {
      name: 'Create Service Account',
    });
    expect(create).toHaveAccessibleDescription(why);
    await user.click(create);
    expect(screen.getAllByRole('dialog')).toHaveLength(1);
  });

  it('suggest no account where each caller is another one', async () => {
    const { dialog } = await openDialog(JWKS);
    expect(dialog).toHaveTextContent(
      'Issuerhttps://idp.testAudienceportalSubject prefixidp',
    );
    expect(dialog).toHaveTextContent(/Make an account for each caller/);
    expect(
      within(dialog).queryByRole('button', { name: 'Copy the entry' }),
    ).toBeNull();
  });
});
