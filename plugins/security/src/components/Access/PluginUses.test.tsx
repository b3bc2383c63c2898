import { screen, waitFor, within } from '@testing-library/react';
import {
  PluginUse,
  ServiceAccountDetails,
} from 'backstage-plugin-security-common';
import { FULL_ACCESS, refusal } from '../../../dev/FakeSecurityApi';
import { ANSWERS, openAccess, rows } from '../../__testUtils__/openAccess';

const USES = 'Plugins that it calls';
const LIMIT = 'Limit to the plugins it used';
const DAY = 24 * 60 * 60 * 1000;
const daysAgo = (days: number) =>
  new Date(Date.now() - days * DAY).toISOString();

const used = (pluginId: string, lastDaysAgo: number, calls = 1): PluginUse => ({
  pluginId,
  firstUsedAt: daysAgo(lastDaysAgo + 1),
  lastUsedAt: daysAgo(lastDaysAgo),
  calls,
});

async function check(
  uses: PluginUse[],
  account: Partial<ServiceAccountDetails> = {},
) {
  const opened = await openAccess(
    { createdAt: daysAgo(300), ...account },
    api => {
      api.uses.set('ci', uses);
    },
  );
  await opened.check();
  await screen.findByRole('table', { name: USES });
  return opened;
}

const limitButton = () => screen.queryByRole('button', { name: LIMIT });
const lastCalled = () =>
  rows(USES).map(([plugin, last, calls]) => [plugin, last, calls]);

describe('the plugins that an account calls', () => {
  it('are told with first, last and number, and marked when that is long ago', async () => {
    await check(
      [used('catalog', 2, 12), used('remote', 100, 3), used('removed', 1, 4)],
      { plugins: ['catalog', 'remote', 'search'] },
    );
    expect(lastCalled()).toEqual([
      ['catalog', '2 days ago', '12'],
      ['remote', 'Not called for 90 days3 months ago', '3'],
      ['search', 'Not called for 90 days', '0'],
      ['removed', '1 day agoMay not be called any more', '4'],
    ]);
    expect(rows(USES)[2][3]).toBe('Never');
    expect(screen.queryByText(/younger than 90 days/)).not.toBeInTheDocument();
  });

  it('stand beside the permissions there, and these are filtered by them', async () => {
    const { user, api } = await check([used('catalog', 2)]);
    expect(rows(ANSWERS)[0]).toEqual(['catalog · Last called 2 days ago']);
    const filter = screen.getByRole('combobox', { name: 'Use' });
    await user.selectOptions(filter, 'Not called for 90 days');
    expect(screen.getByText('0 of 5 permissions shown')).toBeVisible();
    await user.selectOptions(filter, 'Called in 90 days');
    expect(screen.getByText('4 of 5 permissions shown')).toBeVisible();

    api.uses.set('ci', [used('catalog', 91)]);
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    expect(await screen.findByText('0 of 5 permissions shown')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(rows(ANSWERS)[0]).toEqual(['catalog · Not called for 90 days']);
  });

  it('may all be to come where the account is young', async () => {
    await check([used('catalog', 0)], { createdAt: daysAgo(5) });
    expect(screen.getByText(/younger than 90 days/)).toBeVisible();
    expect(lastCalled()[1]).toEqual(['remote', 'Not called yet', '0']);
  });

  it('can be what the account is limited to', async () => {
    const { click, confirm, updateServiceAccount, access } = await check(
      [used('catalog', 2), used('remote', 100)],
      { createdAt: daysAgo(5) },
    );
    await click(LIMIT);
    const dialog = await screen.findByRole('dialog', {
      name: 'Limit ci to the plugins it used?',
    });
    const [stay, refused] = within(dialog).getAllByRole('list');
    expect(stay).toHaveTextContent(/^catalog$/);
    expect(
      within(refused)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual(['remote', 'search']);
    expect(dialog).toHaveTextContent(/what runs rarely may not have run yet/);
    expect(updateServiceAccount).not.toHaveBeenCalled();

    await confirm('Limit');
    expect(updateServiceAccount).toHaveBeenCalledWith('ci', {
      version: 1,
      plugins: ['catalog'],
    });
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    await waitFor(() =>
      expect(lastCalled()).toEqual([
        ['catalog', '2 days ago', '1'],
        ['remote', '3 months agoMay not be called any more', '1'],
      ]),
    );
    expect(limitButton()).not.toBeInTheDocument();
    await waitFor(() =>
      expect(
        within(access).getByRole('heading', { name: 'Access' }),
      ).toHaveFocus(),
    );
  });

  it('limit nothing when somebody else was faster', async () => {
    const { api, click, confirm } = await check([used('catalog', 2)]);
    await api.updateServiceAccount('ci', { version: 1, title: 'Other' });
    await click(LIMIT);
    await confirm('Limit');
    const dialog = screen.getByRole('dialog');
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      /somebody else/i,
    );
    await confirm('Reload');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    await click(LIMIT);
    await confirm('Limit');
    await waitFor(() => expect(limitButton()).not.toBeInTheDocument());
    expect(api.serviceAccounts.get('ci')).toMatchObject({
      title: 'Other',
      plugins: ['catalog'],
      version: 3,
    });
  });

  it('limit nothing where there is nothing to take away', async () => {
    await check([used('catalog', 2)], { plugins: ['catalog'] });
    expect(limitButton()).not.toBeInTheDocument();
  });

  it('cannot be none: then it is said what to do', async () => {
    await check([used('catalog', 100)]);
    expect(limitButton()).not.toBeInTheDocument();
    expect(
      screen.getByText(/None of these is in use.*disable it/),
    ).toBeVisible();
  });

  it.each<[string, object, RegExp]>([
    ['update', { canUpdate: false }, /security\.service-account\.update/],
    [
      'configure keys',
      { canConfigureApiKey: false, apiKeyRefusal: 'not-permitted' },
      /security\.user\.api-key\.configure/,
    ],
  ])(
    'limit nothing for who may not %s, with the reason',
    async (_, lacking, reason) => {
      const { user } = await check([used('catalog', 2)], {
        access: { ...FULL_ACCESS, ...lacking },
      });
      const button = limitButton()!;
      expect(button).toHaveAttribute('aria-disabled', 'true');
      expect(button).toHaveAccessibleDescription(reason);
      await user.click(button);
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    },
  );

  it('are not limited under what somebody types', async () => {
    const { click } = await check([used('catalog', 2)]);
    await click('Edit Details');
    expect(limitButton()).not.toBeInTheDocument();
  });

  it('can be asked for again, and keep nobody from the permissions', async () => {
    const opened = await openAccess({ createdAt: daysAgo(300) });
    jest
      .spyOn(opened.api, 'getUses')
      .mockRejectedValueOnce(
        await refusal(503, 'ServiceUnavailableError', 'The database is away'),
      );
    await opened.check();
    expect(screen.getByRole('table', { name: ANSWERS })).toBeVisible();
    expect(screen.getByRole('alert')).toHaveTextContent(
      'Which plugins it calls could not be loaded. The database is away',
    );
    expect(
      screen.queryByRole('combobox', { name: 'Use' }),
    ).not.toBeInTheDocument();
    await opened.click('Retry');
    expect(await screen.findByRole('table', { name: USES })).toBeVisible();
  });
});
