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

  it('goes on until the page is full, or nothing is left', async () => {
    const api = new FakeSecurityApi();
    const list = withShortPages(api, [['a'], [], ['b', 'c'], ['d']]);
    renderSecurity(api);
    expect(await screen.findByRole('link', { name: 'd' })).toBeVisible();
    expect(names()).toEqual(['a', 'b', 'c', 'd']);
    expect(screen.getByRole('button', { name: 'Next page' })).toBeDisabled();
    expect(list.mock.calls.map(([request]) => request)).toMatchObject([
      { limit: 25, figures: true },
      { limit: 24, cursor: '1' },
      { limit: 24, cursor: '2' },
      { limit: 22, cursor: '3' },
    ]);
  });

  it('asks whether to go on when much was searched and nothing found', async () => {
    const user = userEvent.setup({ delay: null });
    const api = new FakeSecurityApi();
    const list = withShortPages(api, [...Array(80).fill([]), ['found']]);
    renderSecurity(api);
    const goOn = await screen.findByRole('button', { name: 'Search on' });
    expect(list).toHaveBeenCalledTimes(80);
    await user.click(goOn);
    expect(await screen.findByRole('link', { name: 'found' })).toBeVisible();
  });

  it('does not go on for a search that nobody waits for', async () => {
    const user = userEvent.setup({ delay: null });
    const api = new FakeSecurityApi();
    let answer = () => {};
    const list = jest.spyOn(api, 'listAccounts').mockImplementation(
      () =>
        new Promise(resolve => {
          answer = () =>
            resolve({ items: [], nextCursor: 'more', canCreate: true });
        }),
    );
    renderSecurity(api);
    await waitFor(() => expect(list).toHaveBeenCalledTimes(1));
    const answerFirst = answer;
    await user.click(screen.getByRole('button', { name: 'Users' }));
    await waitFor(() => expect(list).toHaveBeenCalledTimes(2));
    await act(async () => answerFirst());
    expect(list).toHaveBeenCalledTimes(2);
  });
});

/** Each page names its accounts, and the one after it. */
function withShortPages(api: FakeSecurityApi, pages: string[][]) {
  for (const name of pages.flat()) {
    api.add({ name });
  }
  const all = api.listAccounts.bind(api);
  return jest.spyOn(api, 'listAccounts').mockImplementation(async request => {
    const index = Number(request?.cursor ?? 0);
    const answer = await all({ type: 'service-account', limit: 100 });
    return {
      ...answer,
      items: answer.items.filter(({ name }) => pages[index].includes(name)),
      nextCursor: index + 1 < pages.length ? String(index + 1) : undefined,
    };
  });
}

function names() {
  return screen
    .getAllByRole('checkbox', { name: /^Select (?!all)/ })
    .map(box => box.getAttribute('aria-label')?.replace('Select ', ''));
}
