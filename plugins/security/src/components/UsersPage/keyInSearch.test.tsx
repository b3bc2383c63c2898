import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeSecurityApi, valueOf } from '../../../dev/FakeSecurityApi';
import { renderSecurity } from '../../__testUtils__/renderSecurity';

const HINT = 'aB3d';
const KEY = valueOf({ hint: HINT });
const PIECE = KEY.slice(0, 20);

function open(path?: string) {
  const api = new FakeSecurityApi();
  api.add({
    name: 'mine',
    apiKeys: [
      api.makeKey(),
      api.makeKey({ hint: HINT, retiresAt: '2999-01-02T03:04:05Z' }),
    ],
  });
  api.add({ name: 'other', apiKeys: [api.makeKey()] });
  const listAccounts = jest.spyOn(api, 'listAccounts');
  const replaceState = jest.spyOn(window.history, 'replaceState');
  const pushState = jest.spyOn(window.history, 'pushState');
  renderSecurity(api, { path });

  const addresses = new Set<string | null | undefined>();
  const location = () => screen.queryByTestId('location')?.textContent;
  const observer = new MutationObserver(() => addresses.add(location()));
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
  });

  /** In no request, address or text of the page, not for a moment. */
  function expectNoTraceOf(part: string) {
    const traces = JSON.stringify([
      listAccounts.mock.calls,
      replaceState.mock.calls,
      pushState.mock.calls,
      [...addresses],
      document.documentElement.outerHTML,
    ]);
    expect(traces).not.toContain(part);
  }
  return { listAccounts, location, expectNoTraceOf };
}

const field = () => screen.findByRole('searchbox', { name: 'Search' });
const note = async () => (await field()).closest('.MuiFormControl-root')!;
const status = async () => (await note()).nextElementSibling;

async function settled(ms = 1300) {
  await new Promise(resolve => setTimeout(resolve, ms));
}

describe('an API key in the search', () => {
  it.each([
    ['alone', KEY],
    ['in a header', `Authorization: Bearer ${KEY}`],
    ['in quotes, in more than the field holds', `${'x'.repeat(200)} "${KEY}"`],
    ['in lines', `\n${KEY}\n`],
    ['wrapped', `${KEY.slice(0, 12)}\n${KEY.slice(12)}`],
  ])('is searched for by its end when pasted: %s', async (_, pasted) => {
    const user = userEvent.setup({ delay: null });
    const { location, expectNoTraceOf } = open();
    await screen.findByText('other');
    await user.click(await field());
    await user.paste(pasted);

    expect(await field()).toHaveValue(HINT);
    await waitFor(() =>
      expect(location()).toBe(`/security/users?search=${HINT}`),
    );
    await waitFor(() =>
      expect(screen.queryByText('other')).not.toBeInTheDocument(),
    );
    expect(screen.getAllByText('mine')).toHaveLength(2);
    expect(await status()).toHaveAttribute('role', 'status');
    expect(await status()).toHaveTextContent(
      'That was an API key. It was not sent anywhere.',
    );
    const whose = screen.getByRole('region', { name: 'Whose key this is' });
    expect(whose).toHaveTextContent(
      `A key that ends in …${HINT} belongs to this account`,
    );
    expect(within(whose).getByRole('link', { name: 'mine' })).toHaveAttribute(
      'href',
      '/security/users/service-account/mine',
    );
    expect(within(whose).getByRole('button', { name: 'Revoke' })).toBeEnabled();
    expectNoTraceOf('bsak_');
  });

  it('says when nobody has it', async () => {
    const user = userEvent.setup({ delay: null });
    open();
    await screen.findByText('other');
    await user.click(await field());
    await user.paste(valueOf({ hint: 'zzzz' }));
    expect(
      await screen.findByRole('region', { name: 'Whose key this is' }),
    ).toHaveTextContent('No account has a key that ends in …zzzz.');
    await user.type(await field(), 'a');
    expect(await status()).toBeEmptyDOMElement();
    await waitFor(() =>
      expect(
        screen.queryByRole('region', { name: 'Whose key this is' }),
      ).not.toBeInTheDocument(),
    );
  });

  it('leaks nothing when it is typed', async () => {
    const user = userEvent.setup({ delay: 2 });
    const { location, expectNoTraceOf } = open();
    await screen.findByText('other');
    await user.type(await field(), KEY);
    await waitFor(() =>
      expect(location()).toBe(`/security/users?search=${HINT}`),
    );
    expect(await field()).toHaveValue(HINT);
    expectNoTraceOf('bsak_x');
  });

  it('is not searched for while it only begins', async () => {
    const user = userEvent.setup({ delay: null });
    const { location, expectNoTraceOf, listAccounts } = open();
    await screen.findByText('other');
    await user.type(await field(), 'bsak_abc');
    await settled();
    expect(location()).toBe('/security/users');
    expect(listAccounts).toHaveBeenCalledTimes(1);
    expect(await status()).toHaveTextContent(
      'Parts of an API key are not searched for.',
    );
    await user.clear(await field());
    expectNoTraceOf('bsak_abc');
  });

  it.each([
    ['pasted', (user: ReturnType<typeof userEvent.setup>) => user.paste(PIECE)],
    [
      'typed',
      (user: ReturnType<typeof userEvent.setup>) => user.keyboard(PIECE),
    ],
    [
      'pasted as part of an address',
      (user: ReturnType<typeof userEvent.setup>) =>
        user.paste(`%3D%62${PIECE.slice(1)}`),
    ],
  ])('is removed when it is but a piece: %s', async (_, enter) => {
    const user = userEvent.setup({ delay: null });
    const { location, expectNoTraceOf } = open();
    await screen.findByText('other');
    await user.click(await field());
    await enter(user);
    await waitFor(async () => expect(await field()).toHaveValue(''), {
      timeout: 3000,
    });
    expect(await status()).toHaveTextContent(
      'That was a part of an API key. It was removed, and not sent anywhere.',
    );
    await settled(400);
    expect(location()).toBe('/security/users');
    expectNoTraceOf(PIECE.slice(1));
  });

  it.each([
    ['a key', KEY, `?search=${HINT}`, HINT],
    ['a piece', PIECE, '', ''],
    ['the begin of one', 'bsak_abc', '', ''],
  ])('is taken out of the address: %s', async (_, inAddress, search, left) => {
    const { location, listAccounts } = open(
      `?search=${encodeURIComponent(`Bearer ${inAddress}`)}`,
    );
    await waitFor(() => expect(location()).toBe(`/security/users${search}`));
    await screen.findAllByText('mine');
    expect(await field()).toHaveValue(left);
    expect(JSON.stringify(listAccounts.mock.calls)).not.toContain('bsak_');
    expect(await status()).toHaveTextContent(
      /^The address held an API key\. It was taken out/,
    );
  });
});
