import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeSecurityApi } from '../../../dev/FakeSecurityApi';
import { renderSecurity } from '../../__testUtils__/renderSecurity';

async function edit() {
  const user = userEvent.setup({ delay: null });
  const api = new FakeSecurityApi();
  api.add({ name: 'ci' });
  renderSecurity(api, { path: '/service-account/ci' });
  const title = await screen.findByRole('textbox', { name: 'Title' });
  await user.type(title, 'New');
  const click = async (name: string) =>
    user.click(await screen.findByRole('button', { name }));
  const location = () => screen.getByTestId('location').textContent;
  return { user, title, click, location };
}

const ACCOUNT = '/security/users/service-account/ci';

describe('unsaved changes of a service account', () => {
  it('are asked about before they are lost', async () => {
    const { title, click, location } = await edit();
    await click('Cancel');
    expect(
      await screen.findByRole('dialog', { name: 'Discard your changes?' }),
    ).toBeInTheDocument();
    await click('Keep editing');
    expect(location()).toBe(ACCOUNT);
    expect(title).toHaveValue('New');

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await click('Cancel');
    await click('Discard');
    await waitFor(() => expect(location()).toBe('/security/users'));
  });

  it('are not asked about once they are saved', async () => {
    const { click, location } = await edit();
    await click('Save');
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled(),
    );
    await click('Cancel');
    expect(location()).toBe('/security/users');
  });

  it('are not asked about when the account is deleted', async () => {
    const { user, click, location } = await edit();
    await click('Delete');
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByRole('textbox'), 'ci');
    await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(location()).toBe('/security/users'));
  });
});
