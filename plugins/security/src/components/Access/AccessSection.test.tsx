import { act, screen, waitFor, within } from '@testing-library/react';
import {
  ANSWERS,
  openAccess,
  RULED_OUT,
  rows,
} from '../../__testUtils__/openAccess';

/** What the policy answers about a permission. */
function answer(permission: string): HTMLElement {
  const row = screen.getByRole('rowheader', { name: permission })
    .parentElement!;
  return row.children[1] as HTMLElement;
}

describe('the access of a service account', () => {
  it('is asked for once somebody wants to know', async () => {
    const { getAccess, check, click, access } = await openAccess();
    expect(access).toHaveTextContent(/when a key of this account asks/);
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
    expect(getAccess).not.toHaveBeenCalled();
    await check();
    expect(getAccess.mock.calls).toEqual([['ci']]);

    await click('Check again');
    await waitFor(() => expect(getAccess).toHaveBeenCalledTimes(2));
    expect(await screen.findByRole('table', { name: ANSWERS })).toBeVisible();
  });

  it('comes with the question that is behind each line', async () => {
    const { check } = await openAccess({}, api => {
      api.policy = { 'catalog.entity.delete': { decision: 'denied' } };
    });
    await check();
    expect(rows(ANSWERS)).toEqual([
      ['catalog · Not called for 90 days'],
      ['catalog.entity.read', 'Allowed', 'Read', 'catalog-entity'],
      ['catalog.entity.delete', 'Denied', 'Delete', 'catalog-entity'],
      ['catalog.location.read', 'Allowed', 'Read', 'None'],
      ['catalog.entity.validate', 'Allowed', 'Use', 'None'],
    ]);
  });

  it('says in words under which conditions', async () => {
    const { check } = await openAccess({}, api => {
      api.policy = {
        'catalog.entity.read': {
          decision: 'conditional',
          conditions: {
            anyOf: [
              {
                rule: 'IS_ENTITY_OWNER',
                description: 'Allow entities owned by a specified claim',
                params: { claims: ['group:default/a', 'group:default/b'] },
              },
              {
                allOf: [
                  { rule: 'HAS_LABEL', params: { label: '<b>x</b>' } },
                  { not: { rule: 'HAS_SPEC', params: { max: { deep: 1 } } } },
                ],
              },
            ],
          },
        },
      };
    });
    await check();
    const cell = answer('catalog.entity.read');
    expect(cell).toHaveTextContent(
      'Under conditionsAny of:Allow entities owned by a specified claimIS_ENTITY_OWNERclaims: group:default/a, group:default/bAll of:HAS_LABELlabel: <b>x</b>Not:HAS_SPECmax: {"deep":1}',
    );
    const [any] = within(cell).getAllByRole('list');
    expect(any.children).toHaveLength(2);
    expect(within(any.children[1] as HTMLElement).getAllByRole('list')).toEqual(
      [expect.anything(), expect.anything()],
    );
  });

  it.each([
    ['failed', 'The policy failed, or its answer cannot be used.'],
    ['timeout', 'The policy did not answer in time.'],
    ['unknown-rule', 'The policy names a rule that the plugin lacks.'],
  ] as const)('says why it is not known: %s', async (reason, text) => {
    const { check } = await openAccess({}, api => {
      api.policy = {
        'catalog.entity.read': { decision: 'undecided', reason },
      };
    });
    await check();
    expect(answer('catalog.entity.read')).toHaveTextContent(
      `Could not be decided${text}`,
    );
    expect(answer('catalog.entity.delete')).toHaveTextContent(/^Allowed$/);
  });

  it('keeps apart what no policy could allow', async () => {
    const { check } = await openAccess({ plugins: ['search'] }, api => {
      api.policy = { 'catalog.entity.delete': { decision: 'denied' } };
    });
    await check();
    expect(
      screen.queryByRole('table', { name: ANSWERS }),
    ).not.toBeInTheDocument();
    expect(rows(RULED_OUT)).toEqual([
      ['auth · Takes no API keys'],
      ['catalog · Not among the plugins of the account'],
      ['catalog.entity.read', 'Allowed', 'Read', 'catalog-entity'],
      ['catalog.entity.delete', 'Denied', 'Delete', 'catalog-entity'],
      ['catalog.location.read', 'Allowed', 'Read', 'None'],
      ['catalog.entity.validate', 'Allowed', 'Use', 'None'],
      ['remote · Not among the plugins of the account'],
      ['security · Takes no API keys'],
      ['security.configuration.read', 'Allowed', 'Read', 'None'],
    ]);
  });

  it('is, of a service, what its restrictions leave', async () => {
    const { check } = await openAccess({
      principal: 'service',
      restrictions: [
        { plugin: 'catalog', permissions: ['catalog.entity.read'] },
      ],
    });
    await check();
    expect(screen.getByRole('note')).toHaveTextContent(
      /the policy is not asked\. Only the restrictions bind it\./,
    );
    expect(rows('What the restrictions leave')).toEqual([
      ['catalog · Not called for 90 days'],
      ['catalog.entity.read', 'Policy not asked', 'Read', 'catalog-entity'],
    ]);
    expect(rows(RULED_OUT)).toContainEqual([
      'catalog · Not in the restrictions of the account',
    ]);
    expect(answer('catalog.entity.delete')).toHaveTextContent(
      'Policy not asked',
    );
  });

  it('says that nobody asks a policy while permissions are off', async () => {
    const { api, check, getAccess } = await openAccess();
    const report = await api.getAccess('ci');
    getAccess.mockResolvedValue({
      ...report,
      decidedBy: 'nothing',
      plugins: report.plugins.map(plugin => ({
        ...plugin,
        permissions: plugin.permissions.map(permission => ({
          ...permission,
          decision: 'not-asked',
        })),
      })),
    });
    await check();
    expect(screen.getByRole('note')).toHaveTextContent(
      /permission\.enabled is not true/,
    );
    expect(rows('What is allowed unasked')).toHaveLength(5);
  });

  it('names the plugins that say nothing of their permissions', async () => {
    const { check, access } = await openAccess();
    await check();
    const said = (term: string) =>
      within(access).getByText(term).nextElementSibling!.textContent;
    expect(said('Register no permissions')).toBe('auth, search');
    expect(said('Did not answer, or not as expected')).toBe('remote');
  });

  it('is empty where no plugin has permissions', async () => {
    const { click } = await openAccess({}, api => {
      api.plugins = api.plugins.map(plugin => ({ ...plugin, permissions: [] }));
    });
    await click('Check access');
    expect(
      await screen.findByText(/No plugin of this portal is known to have/),
    ).toBeVisible();
    expect(screen.queryByRole('searchbox')).not.toBeInTheDocument();
  });

  it('is that of the account as it was saved last', async () => {
    const { user, api, check, click, field, getAccess } = await openAccess();
    await check();
    await click('Edit Details');
    await user.type(field('Title'), '2');
    await click('Save');
    await waitFor(() => expect(getAccess).toHaveBeenCalledTimes(2));
    await act(async () => {});
    expect(api.serviceAccounts.get('ci')!.version).toBe(2);
  });
});
