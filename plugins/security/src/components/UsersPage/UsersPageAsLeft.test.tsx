import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeSecurityApi } from '../../../dev/FakeSecurityApi';
import { renderSecurity } from '../../__testUtils__/renderSecurity';

const FILTERED = '/security/users?search=ci&order=desc';

async function open(path: string) {
  const user = userEvent.setup({ delay: null });
  const api = new FakeSecurityApi();
  api.add({ name: 'ci' });
  api.add({ name: 'other' });
  const listAccounts = jest.spyOn(api, 'listAccounts');
  renderSecurity(api, { path });
  const click = async (role: string, name: string) =>
    user.click(await screen.findByRole(role, { name }));
  const location = () => screen.getByTestId('location').textContent;
  return { user, click, location, listAccounts };
}

describe('the list', () => {
  it('is as it was left when one comes back from an account', async () => {
    const { click, location, listAccounts } = await open(
      '?search=ci&order=desc',
    );
    await click('link', 'ci');
    await click('link', 'Users tab');

    await waitFor(() => expect(location()).toBe(FILTERED));
    expect(
      await screen.findByRole('searchbox', { name: 'Search' }),
    ).toHaveValue('ci');
    expect(screen.queryByRole('link', { name: 'other' })).toBeNull();
    expect(listAccounts.mock.calls.map(([{ search } = {}]) => search)).toEqual([
      'ci',
      'ci',
    ]);
  });

  it('is as it was left when the account is deleted', async () => {
    const { user, click, location } = await open('?type=service-account');
    await click('link', 'ci');
    await click('button', 'Delete');
    await user.type(
      await screen.findByRole('textbox', { name: 'Type ci to confirm' }),
      'ci',
    );
    await user.click(
      (await screen.findAllByRole('button', { name: 'Delete' })).pop()!,
    );
    await waitFor(() =>
      expect(location()).toBe('/security/users?type=service-account'),
    );
  });

  it('knows the way to the pages before', async () => {
    const { click, location } = await open('?limit=1');
    await click('button', 'Next page');
    await click('link', 'other');
    await click('link', 'Users tab');
    await waitFor(() =>
      expect(location()).toBe('/security/users?limit=1&cursor=1'),
    );
    await click('button', 'Previous page');
    expect(await screen.findByRole('link', { name: 'ci' })).toBeVisible();
    expect(location()).toBe('/security/users?limit=1');
  });

  it('is whole again after its filters are cleared', async () => {
    const { click, location } = await open('?search=nothing');
    await click('button', 'Clear filters');
    await click('link', 'ci');
    await click('link', 'Users tab');

    expect(await screen.findByRole('link', { name: 'other' })).toBeVisible();
    expect(location()).toBe('/security/users');
  });
});
