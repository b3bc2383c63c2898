import { screen, waitFor } from '@testing-library/react';
import {
  AccessPreview,
  ServiceAccountDetails,
} from 'backstage-plugin-security-common';
import { FULL_ACCESS, refusal } from '../../../dev/FakeSecurityApi';
import { rows } from '../../__testUtils__/openAccess';
import { openServiceAccount } from '../../__testUtils__/openServiceAccount';

async function edit(
  section: 'Reach' | 'Details',
  account: Partial<ServiceAccountDetails> = {},
) {
  const opened = await openServiceAccount(() => account);
  const previewAccess = jest.spyOn(opened.api, 'previewAccess');
  await opened.click(`Edit ${section}`);
  const { user } = opened;
  const preview = async () => {
    await opened.click('Preview access');
    return screen.findByText(/^Permissions: /);
  };
  const pickPlugin = async (name: string) => {
    await user.click(screen.getByRole('combobox', { name: 'Plugins' }));
    await user.click(
      await screen.findByRole('option', { name: new RegExp(`^${name}`) }),
    );
  };
  const pickOwner = async (name: string) => {
    const owner = screen.getByRole('combobox', { name: /Owner/ });
    await user.clear(owner);
    await user.type(owner, name);
    await user.click(
      await screen.findByRole('option', { name: new RegExp(name) }),
    );
  };
  return { ...opened, previewAccess, preview, pickPlugin, pickOwner };
}

const NOT_IN_LIST = 'Ruled out: Not among the plugins of the account';

describe('the preview of access', () => {
  it('says what another list of plugins would take away', async () => {
    const { api, button, preview, pickPlugin, previewAccess, ...rest } =
      await edit('Reach');
    api.policy = { 'catalog.entity.delete': { decision: 'denied' } };
    expect(button('Preview access')).toBeDisabled();
    await pickPlugin('search');
    expect(previewAccess).not.toHaveBeenCalled();
    expect(await preview()).toHaveTextContent(
      'Permissions: 0 gained, 3 lost, 2 stay the same.',
    );
    expect(previewAccess).toHaveBeenCalledWith('ci', { plugins: ['search'] });
    expect(rows('Lost')).toEqual([
      ['catalog · The key may not call this plugin any more'],
      ['catalog.entity.read', NOT_IN_LIST, 'Read', 'catalog-entity'],
      ['catalog.location.read', NOT_IN_LIST, 'Read', 'None'],
      ['catalog.entity.validate', NOT_IN_LIST, 'Use', 'None'],
      ['remote · The key may not call this plugin any more'],
    ]);
    expect(
      screen.queryByRole('table', { name: 'Gained' }),
    ).not.toBeInTheDocument();
    expect(rest.updateServiceAccount).not.toHaveBeenCalled();
  });

  it('says what more plugins would give, until something else is chosen', async () => {
    const { preview, pickPlugin, previewAccess } = await edit('Reach', {
      plugins: ['remote'],
    });
    await pickPlugin('catalog');
    expect(await preview()).toHaveTextContent(
      'Permissions: 4 gained, 0 lost, 1 stay the same.',
    );
    expect(rows('Gained')[0]).toEqual([
      'catalog · The key may call this plugin',
    ]);
    expect(rows('Gained')[1]).toEqual([
      'catalog.entity.read',
      'Allowed',
      'Read',
      'catalog-entity',
    ]);

    await pickPlugin('search');
    expect(screen.queryByText(/^Permissions: /)).not.toBeInTheDocument();
    await preview();
    expect(previewAccess).toHaveBeenLastCalledWith('ci', {
      plugins: ['remote', 'catalog', 'search'],
    });
  });

  it('cannot be asked for what could not be saved', async () => {
    const { user, button } = await edit('Reach', {
      access: { ...FULL_ACCESS, canBecomeService: true },
      apiKeyPolicy: { canBeService: true } as any,
    });
    await user.selectOptions(
      screen.getByRole('combobox', { name: 'Acts as' }),
      'service',
    );
    expect(button('Preview access')).toBeDisabled();
  });

  it('names whom the policy saw for another owner', async () => {
    const { api, user, field, preview, pickOwner, previewAccess } = await edit(
      'Details',
    );
    await user.type(field('Title'), ' and more');
    await pickOwner('payments');
    const changes = { ownerRef: 'group:default/payments' };
    const answer = await api.previewAccess('ci', changes);
    const different: Record<string, object> = {
      'catalog.entity.read': {
        change: 'changed',
        decision: 'conditional',
        conditions: { rule: 'IS_ENTITY_OWNER' },
      },
      'catalog.entity.delete': { change: 'gained', dependsOnName: true },
      'catalog.location.read': { change: 'unknown', decision: 'undecided' },
      'catalog.entity.validate': { dependsOnName: true },
    };
    previewAccess.mockResolvedValue({
      ...answer,
      plugins: answer.plugins.map(plugin => ({
        ...plugin,
        permissions: plugin.permissions.map(permission => ({
          ...permission,
          ...different[permission.name],
        })),
      })),
    } as AccessPreview);
    await preview();
    expect(previewAccess).toHaveBeenLastCalledWith('ci', changes);
    expect(
      screen.getByText('user:service-account/preview.0123456789abcdef')
        .parentElement,
    ).toHaveTextContent(
      /Where it looks at the name user:service-account\/ci, it may answer something else once this is saved\./,
    );
    const answers = (name: string) => rows(name).map(row => row[1] ?? row[0]);
    const BY_NAME = 'The policy goes by the name of the account here.';
    expect(answers('Gained')).toEqual(['catalog', `Allowed${BY_NAME}`]);
    expect(answers('Under other conditions')).toEqual([
      'catalog',
      'Under conditionsIS_ENTITY_OWNER',
    ]);
    expect(answers('Could not be compared')).toEqual([
      'catalog',
      'Could not be decided',
    ]);
    expect(answers('The same, unless the policy goes by the name')).toEqual([
      'catalog',
      `Allowed${BY_NAME}`,
    ]);
  });

  it('says that the policy is not asked about what becomes a service', async () => {
    const { preview, user } = await edit('Reach', {
      principal: 'service',
      restrictions: [{ plugin: 'catalog' }, { plugin: 'search' }],
      access: { ...FULL_ACCESS, canBecomeService: true },
      apiKeyPolicy: { canBeService: true } as any,
    });
    await user.click(screen.getByRole('button', { name: 'Remove search' }));
    await preview();
    expect(screen.getByRole('note')).toHaveTextContent(/is not asked/);
    expect(rows('Lost')).toEqual([
      ['search · The key may not call this plugin any more'],
    ]);
  });

  it('can be asked for again after an error that may pass', async () => {
    const { click, pickPlugin, previewAccess } = await edit('Reach');
    await pickPlugin('search');
    previewAccess.mockRejectedValueOnce(
      await refusal(503, 'ServiceUnavailableError', 'It cannot be asked'),
    );
    await click('Preview access');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The access could not be previewed. It cannot be asked',
    );
    await click('Retry');
    expect(await screen.findByText(/^Permissions: /)).toBeVisible();
  });

  it('is not offered to who may not change the owner', async () => {
    await edit('Details', {
      access: { ...FULL_ACCESS, canConfigureApiKey: false },
    });
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Save' })).toBeVisible(),
    );
    expect(
      screen.queryByRole('button', { name: 'Preview access' }),
    ).not.toBeInTheDocument();
  });
});
