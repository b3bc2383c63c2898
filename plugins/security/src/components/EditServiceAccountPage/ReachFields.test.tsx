import { toastApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ServiceAccountDetails } from 'backstage-plugin-security-common';
import {
  API_KEY_POLICY,
  FakeSecurityApi,
  FULL_ACCESS,
  refusal,
} from '../../../dev/FakeSecurityApi';
import { securityApiRef } from '../../api';
import { ReachFields } from './ReachFields';
import { useDetailsForm } from './useDetailsForm';

const CAN_BE_SERVICE = {
  access: { ...FULL_ACCESS, canBecomeService: true },
  apiKeyPolicy: { ...API_KEY_POLICY, canBeService: true },
};
const AS_SERVICE = 'A service, within its restrictions';
const UNKNOWN = / · Not in this portal$/;

function Form({
  account,
  onSubmit,
}: {
  account: ServiceAccountDetails;
  onSubmit(): void;
}) {
  const form = useDetailsForm(account, async () => account);
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        onSubmit();
        form.save();
      }}
    >
      <ReachFields account={account} form={form} />
      <button type="submit" disabled={!form.canSave}>
        Save
      </button>
    </form>
  );
}

async function open(
  account: Partial<ServiceAccountDetails> = {},
  api = new FakeSecurityApi(),
) {
  const user = userEvent.setup({ delay: null });
  const updateServiceAccount = jest.spyOn(api, 'updateServiceAccount');
  const listPlugins = jest.spyOn(api, 'listPlugins');
  const isSent = jest.fn();
  renderInTestApp(
    <Form account={api.add({ name: 'ci', ...account })} onSubmit={isSent} />,
    {
      apis: [
        [securityApiRef, api],
        [toastApiRef, { post: () => ({ close: () => {} }) }],
      ],
    },
  );
  const actsAs = await screen.findByRole('combobox', { name: 'Acts as' });
  const picker = (name: string) => screen.getByRole('combobox', { name });
  const save = async (changes: object) => {
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(updateServiceAccount).toHaveBeenLastCalledWith(
        'ci',
        expect.objectContaining(changes),
      ),
    );
  };
  return { user, actsAs, picker, save, listPlugins, isSent };
}

function options() {
  return within(screen.getByRole('listbox'))
    .getAllByRole('option')
    .map(option => option.textContent);
}

describe('ReachFields', () => {
  it('offers the plugins that take keys, once somebody looks for them', async () => {
    const { user, picker, save, listPlugins } = await open();
    expect(listPlugins).not.toHaveBeenCalled();
    await user.click(picker('Plugins'));
    await screen.findByRole('option', { name: /catalog/ });
    expect(options()).toEqual([
      'catalog4 permissions',
      'remoteIts permissions could not be read',
      'searchRegisters no permissions',
    ]);
    await user.click(screen.getByRole('option', { name: /search/ }));
    await user.keyboard('cata{Enter}');
    expect(screen.queryByText(UNKNOWN)).not.toBeInTheDocument();
    await save({ plugins: ['search', 'catalog'] });
    expect(listPlugins).toHaveBeenCalledTimes(1);
  });

  it('does not send the form with the Enter behind a name', async () => {
    const api = new FakeSecurityApi();
    jest.spyOn(api, 'listPlugins').mockReturnValue(new Promise(() => {}));
    const { user, picker, isSent } = await open({}, api);
    await user.type(picker('Plugins'), 'search{Enter}');
    expect(
      screen.getByRole('button', { name: 'Remove search' }),
    ).toBeInTheDocument();
    expect(isSent).not.toHaveBeenCalled();
    await user.keyboard('{Enter}');
    expect(isSent).toHaveBeenCalledTimes(1);
  });

  it('takes names back, by keyboard and by mouse', async () => {
    const { user, picker, save } = await open({
      plugins: ['catalog', 'remote', 'search'],
    });
    await user.click(picker('Plugins'));
    await user.keyboard('{Backspace}');
    await save({ plugins: ['catalog', 'remote'] });
    await user.click(screen.getByRole('button', { name: 'Remove catalog' }));
    expect(picker('Plugins')).toHaveFocus();
    await user.tab({ shift: true });
    expect(screen.getByRole('button', { name: 'Remove remote' })).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(picker('Plugins')).toHaveFocus();
    await save({ plugins: null });
  });

  it('marks what this portal does not have, and keeps it', async () => {
    const { user, picker, save } = await open({ plugins: ['elsewhere'] });
    expect(
      await screen.findByText('elsewhere · Not in this portal'),
    ).toBeInTheDocument();

    await user.click(picker('Plugins'));
    await user.keyboard('techdocs');
    expect(options()).toEqual(['Use “techdocs”Not in this portal']);
    await user.keyboard('{Enter}proxy, catalog, ');
    expect(
      screen.getAllByText(UNKNOWN).map(({ textContent }) => textContent),
    ).toEqual([
      'elsewhere · Not in this portal',
      'techdocs · Not in this portal',
      'proxy · Not in this portal',
    ]);
    await user.paste('kafka\nscaffolder');
    await save({
      plugins: [
        'elsewhere',
        'techdocs',
        'proxy',
        'catalog',
        'kafka',
        'scaffolder',
      ],
    });
  });

  it('keeps what was typed and not yet added', async () => {
    const { user, picker, save } = await open();
    await user.type(picker('Plugins'), 'catalog');
    await save({ plugins: ['catalog'] });
    expect(picker('Plugins')).toHaveValue('');
  });

  it('never takes the plugin security', async () => {
    const { user, picker } = await open();
    await user.type(picker('Plugins'), 'security{Enter}');
    expect(picker('Plugins')).toBeInvalid();
    expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
  });

  it('takes typed names when the portal cannot be asked, and says so once', async () => {
    const api = new FakeSecurityApi();
    jest
      .spyOn(api, 'listPlugins')
      .mockRejectedValue(await refusal(503, 'ServiceUnavailableError', 'no'));
    const { user, picker, save } = await open(
      {
        ...CAN_BE_SERVICE,
        principal: 'service',
        restrictions: [{ plugin: 'elsewhere', permissions: ['a.b'] }],
        plugins: ['elsewhere'],
      },
      api,
    );
    expect(await screen.findByRole('status')).toHaveTextContent(
      'The plugins of this portal could not be loaded. You can still type names: press Enter after each.',
    );
    expect(screen.queryByText(UNKNOWN)).not.toBeInTheDocument();
    await user.type(picker('Restricted to'), 'catalog{Enter}');
    await save({
      restrictions: [
        { plugin: 'elsewhere', permissions: ['a.b'] },
        { plugin: 'catalog' },
      ],
    });
  });

  it('restricts a service to plugins, and to permissions of them', async () => {
    const { user, actsAs, picker, save, listPlugins } = await open(
      CAN_BE_SERVICE,
    );
    await user.selectOptions(actsAs, AS_SERVICE);
    expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
    expect(screen.getByRole('alert')).toHaveTextContent(
      /Pick at least one plugin/,
    );

    await user.click(picker('Restricted to'));
    await user.click(await screen.findByRole('option', { name: /catalog/ }));
    await save({ principal: 'service', restrictions: [{ plugin: 'catalog' }] });

    const catalog = screen.getByRole('group', { name: 'catalog' });
    const permissions = within(catalog).getByRole('combobox', {
      name: 'Permissions (all when empty)',
    });
    await user.click(permissions);
    expect(options()).toEqual([
      'catalog.entity.validateUse',
      'catalog.location.readRead',
      'catalog.entity.deleteDelete',
      'catalog.entity.readRead',
    ]);
    const ofEntities = screen.getByRole('group', {
      name: 'For each catalog-entity',
    });
    expect(within(ofEntities).getAllByRole('option')).toHaveLength(2);
    await user.keyboard('entity read{Enter}');
    await user.keyboard('catalog.entity.raed{Enter}');
    expect(
      screen.getByText('catalog.entity.raed · Not in this portal'),
    ).toBeInTheDocument();
    await save({
      restrictions: [
        {
          plugin: 'catalog',
          permissions: ['catalog.entity.read', 'catalog.entity.raed'],
        },
      ],
    });

    await user.type(picker('Restricted to'), 'remote{Enter}search{Enter}');
    expect(
      within(screen.getByRole('group', { name: 'remote' })).getByRole(
        'combobox',
      ),
    ).toHaveAccessibleDescription(
      'Its permissions could not be read. You can still type them.',
    );
    expect(
      within(screen.getByRole('group', { name: 'search' })).getByRole(
        'combobox',
      ),
    ).toHaveAccessibleDescription('Registers no permissions');
    await user.click(screen.getByRole('button', { name: 'Remove catalog' }));
    await save({ restrictions: [{ plugin: 'remote' }, { plugin: 'search' }] });

    await user.selectOptions(actsAs, 'A user, under the permission policy');
    await save({ principal: 'user' });
    expect(listPlugins).toHaveBeenCalledTimes(1);
  });

  it.each([
    [
      'the portal',
      { ...CAN_BE_SERVICE, apiKeyPolicy: API_KEY_POLICY },
      /its backend lacks an entry of the type api-key/,
    ],
    [
      'a permission',
      { ...CAN_BE_SERVICE, access: FULL_ACCESS },
      /you need the permission security\.service-principal\.configure/,
    ],
  ])('does not offer a service without %s', async (_, account, reason) => {
    const { actsAs } = await open(account);
    expect(actsAs).toHaveAccessibleDescription(reason);
    expect(
      within(actsAs).getByRole('option', { name: /A service/ }),
    ).toBeDisabled();
  });
});
