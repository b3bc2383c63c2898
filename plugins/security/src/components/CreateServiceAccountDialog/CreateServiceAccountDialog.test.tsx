import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeSecurityApi, ME, refusal } from '../../../dev/FakeSecurityApi';
import { ENTITIES } from '../../__testUtils__/renderSecurity';
import { securityApiRef } from '../../api';
import { CreateServiceAccountDialog } from './CreateServiceAccountDialog';

const PAYMENTS = 'group:default/payments';

async function openDialog({
  groups = [PAYMENTS],
  api = new FakeSecurityApi(),
} = {}) {
  const user = userEvent.setup({ delay: null });
  const onCreated = jest.fn();
  const onClose = jest.fn();
  renderInTestApp(
    <CreateServiceAccountDialog onCreated={onCreated} onClose={onClose} />,
    {
      apis: [
        [securityApiRef, api],
        mockApis.identity({
          userEntityRef: ME,
          ownershipEntityRefs: [ME, ...groups],
        }),
        catalogApiMock({ entities: ENTITIES }),
      ],
    },
  );
  await screen.findByRole('dialog', { name: 'Create Service Account' });
  const field = (name: string) => screen.getByRole('textbox', { name });
  const click = (name: string) =>
    user.click(screen.getByRole('button', { name }));
  return { user, api, onCreated, onClose, field, click };
}

const question = { name: 'Discard your changes?' };

describe('CreateServiceAccountDialog', () => {
  it('needs a title alone from whoever is in one group', async () => {
    const { user, api, onCreated, field } = await openDialog();
    expect(field('Title')).toHaveFocus();
    await user.keyboard('Nightly Build{Enter}');

    await waitFor(() => expect(onCreated).toHaveBeenCalledTimes(1));
    expect(onCreated.mock.calls[0]).toEqual([
      expect.objectContaining({
        name: 'nightly-build',
        title: 'Nightly Build',
        ownerRef: PAYMENTS,
      }),
      { showApiKey: true },
    ]);
    expect(api.serviceAccounts.get('nightly-build')?.apiKey).toBeUndefined();
  });

  it('creates an account without showing a key', async () => {
    const { user, onCreated, click } = await openDialog();
    await user.keyboard('Nightly Build');
    await click('Create');
    await waitFor(() =>
      expect(onCreated).toHaveBeenCalledWith(expect.anything(), {
        showApiKey: false,
      }),
    );
  });

  it('suggests a name until somebody types one', async () => {
    const { user, field } = await openDialog();
    await user.type(field('Title'), 'Nightly Build');
    expect(field('Name')).toHaveValue('nightly-build');
    await user.clear(field('Name'));
    await user.type(field('Name'), 'nb');
    await user.type(field('Title'), ' 2');
    expect(field('Name')).toHaveValue('nb');
  });

  it('leaves the choice to whoever is in several groups', async () => {
    const { user, onCreated } = await openDialog({
      groups: [PAYMENTS, 'group:default/platform'],
    });
    await user.keyboard('Nightly Build{Enter}');
    const owner = screen.getByRole('combobox', { name: 'Owner' });
    expect(owner).toBeInvalid();
    expect(owner).toHaveFocus();
    expect(onCreated).not.toHaveBeenCalled();
  });

  it('leads to the first field that is wrong', async () => {
    const { user, field, click } = await openDialog({ groups: [] });
    await user.type(field('Title'), 'x'.repeat(101));
    await click('Create and show API key');
    expect(field('Title')).toHaveFocus();
    await user.clear(field('Title'));
    await click('Create and show API key');
    expect(field('Name')).toHaveFocus();
    expect(field('Name')).toHaveAccessibleDescription(/Use 2 to 63/);
  });

  it('says while somebody types that the name is taken', async () => {
    const api = new FakeSecurityApi();
    api.add({ name: 'ci' });
    const { user, field } = await openDialog({ api });
    await user.type(field('Name'), 'ci');
    await waitFor(() =>
      expect(field('Name')).toHaveAccessibleDescription('This name is taken.'),
    );
    await user.type(field('Name'), '2');
    expect(field('Name')).toBeValid();
  });

  it('is quiet when that cannot be checked, and says it in the end', async () => {
    const api = new FakeSecurityApi();
    api.add({ name: 'ci' });
    const getAccount = jest
      .spyOn(api, 'getAccount')
      .mockRejectedValue(await refusal(503, 'ServiceUnavailableError', 'no'));
    const { user, field, click, onCreated } = await openDialog({ api });
    await user.type(field('Name'), 'ci');
    await waitFor(() => expect(getAccount).toHaveBeenCalled());
    expect(field('Name')).toBeValid();

    await click('Create');
    await waitFor(() =>
      expect(field('Name')).toHaveAccessibleDescription('This name is taken.'),
    );
    expect(field('Name')).toHaveFocus();
    expect(onCreated).not.toHaveBeenCalled();
  });

  it('looks what is when the answer gets lost', async () => {
    const api = new FakeSecurityApi();
    const { createServiceAccount } = api;
    api.createServiceAccount = async request => {
      await createServiceAccount.call(api, request);
      throw new TypeError('Failed to fetch');
    };
    const { user, onCreated } = await openDialog({ api });
    await user.keyboard('Nightly Build{Enter}');
    await waitFor(() =>
      expect(onCreated).toHaveBeenCalledWith(
        expect.objectContaining({ name: 'nightly-build' }),
        { showApiKey: true },
      ),
    );
  });

  it('keeps what was typed when the session ends', async () => {
    const api = new FakeSecurityApi();
    jest
      .spyOn(api, 'createServiceAccount')
      .mockRejectedValueOnce(
        await refusal(401, 'AuthenticationError', 'Illegal token'),
      );
    const { user, field, click, onCreated } = await openDialog({ api });
    await user.keyboard('Nightly Build{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Your session has ended. Sign in again in another tab',
    );
    expect(field('Title')).toHaveValue('Nightly Build');
    await click('Create');
    await waitFor(() => expect(onCreated).toHaveBeenCalledTimes(1));
  });

  it('closes at once when nothing was typed', async () => {
    const { user, onClose } = await openDialog();
    await user.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it('asks before it drops what was typed', async () => {
    const { user, onClose, field, click } = await openDialog();
    await user.keyboard('Nightly build');

    await user.keyboard('{Escape}');
    await screen.findByRole('dialog', question);
    await user.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog', question)).toBeNull(),
    );
    expect(field('Title')).toHaveValue('Nightly build');
    expect(onClose).not.toHaveBeenCalled();

    await click('Cancel');
    await user.click(await screen.findByRole('button', { name: 'Discard' }));
    expect(onClose).toHaveBeenCalledTimes(1);
  });
});
