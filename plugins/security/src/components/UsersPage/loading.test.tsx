import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeSecurityApi } from '../../../dev/FakeSecurityApi';
import { renderSecurity } from '../../__testUtils__/renderSecurity';

const create = () =>
  screen.getByRole('button', { name: 'Create Service Account' });

describe('loading the list', () => {
  it('offers no action before the list says what is allowed', async () => {
    const user = userEvent.setup({ delay: null });
    const api = new FakeSecurityApi();
    api.canCreate = false;
    let answer = () => {};
    const list = api.listAccounts.bind(api);
    api.listAccounts = async request => {
      await new Promise<void>(resolve => (answer = resolve));
      return list(request);
    };
    renderSecurity(api);
    await screen.findByRole('button', { name: 'Create Service Account' });

    expect(create()).toHaveAttribute('aria-disabled', 'true');
    expect(create()).toHaveAccessibleDescription('Loading…');
    await user.click(create());
    expect(screen.queryByRole('dialog')).toBeNull();

    await act(async () => answer());
    await waitFor(() =>
      expect(create()).toHaveAccessibleDescription(
        /security\.service-account\.create/,
      ),
    );
  });

  it('keeps the rows when they cannot be loaded again', async () => {
    const user = userEvent.setup({ delay: null });
    const api = new FakeSecurityApi();
    api.add({ name: 'ci' });
    renderSecurity(api);
    await user.click(
      await screen.findByRole('checkbox', { name: 'Select ci' }),
    );
    await user.click(screen.getByRole('button', { name: 'Show API Key' }));
    const dialog = await screen.findByRole('dialog');

    const list = jest
      .spyOn(api, 'listAccounts')
      .mockRejectedValue(new Error('Not reachable'));
    await user.click(
      await within(dialog).findByRole('button', { name: 'Cancel' }),
    );
    const error = await screen.findByRole('alert');
    expect(error).toHaveTextContent('The accounts could not be loaded.');
    expect(screen.getByRole('checkbox', { name: 'Select ci' })).toBeChecked();

    list.mockRestore();
    api.add({ name: 'newer' });
    await user.click(within(error).getByRole('button', { name: 'Retry' }));
    expect(await screen.findByRole('link', { name: 'newer' })).toBeVisible();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('does not show the rows of another search below an error', async () => {
    const user = userEvent.setup({ delay: null });
    const api = new FakeSecurityApi();
    api.add({ name: 'ci' });
    renderSecurity(api);
    await screen.findByRole('link', { name: 'ci' });

    jest
      .spyOn(api, 'listAccounts')
      .mockRejectedValue(new Error('Not reachable'));
    await user.click(screen.getByRole('button', { name: 'Users' }));
    await screen.findByRole('alert');
    expect(screen.queryByRole('link', { name: 'ci' })).toBeNull();
  });
});
