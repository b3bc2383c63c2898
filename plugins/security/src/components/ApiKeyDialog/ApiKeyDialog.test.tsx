import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ServiceAccountDetails } from 'backstage-plugin-security-common';
import {
  FakeSecurityApi,
  refusal,
  unavailable,
  valueOf,
} from '../../../dev/FakeSecurityApi';
import { renderSecurity } from '../../__testUtils__/renderSecurity';

const ANY_KEY = /bsak_/;

async function openDialog(
  button: 'Show API Key' | 'Rotate',
  account: (api: FakeSecurityApi) => Partial<ServiceAccountDetails>,
  prepare: (api: FakeSecurityApi) => void = () => {},
) {
  const user = userEvent.setup({ delay: null });
  const api = new FakeSecurityApi();
  api.add({ name: 'ci', ...account(api) });
  prepare(api);
  const showApiKey = jest.spyOn(api, 'showApiKey');
  const rotateApiKey = jest.spyOn(api, 'rotateApiKey');
  renderSecurity(api, { path: '/service-account/ci' });
  await user.click(await screen.findByRole('button', { name: button }));
  const dialog = await screen.findByRole('dialog');
  const click = async (name: string) =>
    user.click(await within(dialog).findByRole('button', { name }));
  const field = () => within(dialog).findByRole('textbox', { name: 'API Key' });
  const key = () => valueOf(api.serviceAccounts.get('ci')!.apiKey!);
  return { user, api, dialog, click, field, key, showApiKey, rotateApiKey };
}

function expectNoKeyAnywhere() {
  expect(document.documentElement.outerHTML).not.toMatch(ANY_KEY);
  const inputs = Array.from(document.querySelectorAll('input, textarea'));
  expect(inputs.map(input => (input as HTMLInputElement).value)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(ANY_KEY)]),
  );
  expect(window.location.href).not.toMatch(ANY_KEY);
  expect(document.title).not.toMatch(ANY_KEY);
  expect(JSON.stringify({ ...localStorage })).not.toMatch(ANY_KEY);
  expect(JSON.stringify({ ...sessionStorage })).not.toMatch(ANY_KEY);
}

describe('ApiKeyDialog', () => {
  afterEach(() => jest.useRealTimers());

  describe('showing', () => {
    it('generates a key where there is none, and says so', async () => {
      const { dialog, field, showApiKey } = await openDialog(
        'Show API Key',
        () => ({}),
      );

      expect(await field()).toHaveAttribute('readonly');
      expect(dialog).toHaveAccessibleName('API Key of ci');
      expect(dialog).toHaveTextContent('A new API key was generated.');
      expect(dialog).toHaveTextContent(
        'Every time the key is shown is recorded.',
      );
      expect(dialog).toHaveTextContent(/Shown1 time, by user:default\/ann on/);
      expect(showApiKey).toHaveBeenCalledTimes(1);
    });

    it('masks the key until it is revealed, and again after a minute', async () => {
      const { click, field, key, dialog } = await openDialog(
        'Show API Key',
        api => ({ apiKeys: [api.makeKey({ timesShown: 2 })] }),
      );

      expect(await field()).toHaveValue('•'.repeat(43));
      expect(dialog).not.toHaveTextContent('generated');
      expectNoKeyAnywhere();

      await click('Reveal');
      expect(await field()).toHaveValue(key());
      await click('Hide');
      expectNoKeyAnywhere();

      const reveal = within(dialog).getByRole('button', { name: 'Reveal' });
      const input = await field();
      jest.useFakeTimers();
      fireEvent.click(reveal);
      act(() => jest.advanceTimersByTime(59_000));
      expect(input).toHaveValue(key());
      act(() => jest.advanceTimersByTime(1_000));
      expectNoKeyAnywhere();
    });

    it('selects the whole key on focus', async () => {
      const { user, click, field, key } = await openDialog(
        'Show API Key',
        () => ({}),
      );
      await click('Reveal');
      const input = (await field()) as HTMLInputElement;
      await user.click(input);
      input.blur();
      act(() => input.focus());
      expect([input.selectionStart, input.selectionEnd]).toEqual([
        0,
        key().length,
      ]);
    });

    it('copies the key without revealing it', async () => {
      const { click, key, dialog } = await openDialog(
        'Show API Key',
        () => ({}),
      );
      const writeText = jest.spyOn(navigator.clipboard, 'writeText');
      await click('Copy');

      expect(await within(dialog).findByText('Copied')).toHaveAttribute(
        'role',
        'status',
      );
      expect(writeText).toHaveBeenCalledWith(key());
      expectNoKeyAnywhere();
    });

    it('reveals the key where the browser does not let it be copied', async () => {
      const { click, field, key, dialog } = await openDialog(
        'Show API Key',
        () => ({}),
      );
      jest
        .spyOn(navigator.clipboard, 'writeText')
        .mockRejectedValue(new Error('blocked'));
      await click('Copy');

      expect(
        await within(dialog).findByText(/The browser did not allow copying/),
      ).toBeInTheDocument();
      expect(await field()).toHaveValue(key());
    });

    it('leaves no trace of the key once it is closed', async () => {
      const log = (['log', 'info', 'warn', 'error', 'debug'] as const).map(
        method => jest.spyOn(console, method).mockImplementation(() => {}),
      );
      const { click, field, key } = await openDialog(
        'Show API Key',
        () => ({}),
      );
      await click('Reveal');
      expect(await field()).toHaveValue(key());
      await click('Close');

      await waitFor(() =>
        expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
      );
      expectNoKeyAnywhere();
      expect(
        JSON.stringify(log.flatMap(({ mock }) => mock.calls.map(String))),
      ).not.toMatch(ANY_KEY);
      expect(
        screen.getByRole('button', { name: 'Show API Key' }),
      ).toHaveFocus();
      log.forEach(spy => spy.mockRestore());
    });

    it('asks before it generates a key in place of a revoked one', async () => {
      const { click, field, dialog, showApiKey } = await openDialog(
        'Show API Key',
        api => ({
          apiKeys: [api.makeKey({ status: 'revoked', hint: 'dead' })],
        }),
      );

      expect(
        await within(dialog).findByText('Generate a new API key?'),
      ).toBeInTheDocument();
      expect(dialog).toHaveTextContent('The last key, …dead, was revoked.');
      expect(showApiKey).not.toHaveBeenCalled();

      await click('Generate');
      expect(await field()).toBeInTheDocument();
      expect(dialog).toHaveTextContent('A new API key was generated.');
    });

    it('asks even if the key was revoked after the page was read', async () => {
      const { dialog, showApiKey } = await openDialog(
        'Show API Key',
        api => ({ apiKeys: [api.makeKey()] }),
        api => {
          const details = api.serviceAccounts.get('ci')!;
          jest
            .spyOn(api, 'getAccount')
            .mockResolvedValueOnce(details)
            .mockResolvedValue({
              ...details,
              apiKey: { ...details.apiKey!, status: 'revoked' },
            });
        },
      );

      expect(
        await within(dialog).findByText('Generate a new API key?'),
      ).toBeInTheDocument();
      expect(showApiKey).not.toHaveBeenCalled();
    });

    it.each([
      ['expired', /The API key has expired/],
      ['shown-once', /In this portal a key is shown only once/],
      ['undecryptable', /The API key cannot be decrypted/],
    ] as const)('says in words that a key is %s', async (reason, words) => {
      const { dialog, click, field, rotateApiKey } = await openDialog(
        'Show API Key',
        api => ({ apiKeys: [api.makeKey()] }),
        api => {
          api.showApiKey = async () => {
            throw await unavailable(reason);
          };
        },
      );

      expect(await within(dialog).findByText(words)).toBeInTheDocument();
      expect(within(dialog).queryByRole('textbox')).not.toBeInTheDocument();

      await click('Rotate');
      expect(rotateApiKey).not.toHaveBeenCalled();
      await click('Rotate');
      expect(await field()).toBeInTheDocument();
    });

    it('says that the account is disabled', async () => {
      const { dialog } = await openDialog('Show API Key', api => ({
        status: 'disabled',
        apiKeys: [api.makeKey()],
      }));

      expect(
        await within(dialog).findByText(/Enable the account first/),
      ).toBeInTheDocument();
      expect(
        within(dialog).queryByRole('button', { name: 'Rotate' }),
      ).not.toBeInTheDocument();
    });

    it('says what went wrong and tries again', async () => {
      const { dialog, click, field } = await openDialog(
        'Show API Key',
        () => ({}),
        api => {
          const { showApiKey } = api;
          api.showApiKey = async account => {
            api.showApiKey = showApiKey;
            throw await refusal(
              503,
              'ServiceUnavailableError',
              `No ${account.name}`,
            );
          };
        },
      );

      expect(await within(dialog).findByText('No ci')).toBeInTheDocument();
      await click('Retry');
      expect(await field()).toBeInTheDocument();
    });
  });

  describe('keys that are shown only once', () => {
    const once = (api: FakeSecurityApi) => {
      const { makeKey } = api;
      api.makeKey = changes =>
        makeKey.call(api, { ...changes, canBeShown: false });
    };

    it('asks before it closes on a key that was not copied', async () => {
      const { dialog, click, user, field } = await openDialog(
        'Show API Key',
        () => ({}),
        once,
      );
      expect(await field()).toBeInTheDocument();
      expect(dialog).toHaveTextContent(
        'This key cannot be shown again. Copy it now.',
      );

      await user.keyboard('{Escape}');
      expect(dialog).toHaveTextContent('You have not copied the key');
      await click('Keep open');
      await click('Close');
      await click('Close anyway');
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    });

    it('does not ask once the key was copied', async () => {
      const { dialog, click } = await openDialog(
        'Show API Key',
        () => ({}),
        once,
      );
      await click('Copy');
      await within(dialog).findByText('Copied');
      await click('Close');
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    });
  });

  describe('rotating', () => {
    const withKey = (api: FakeSecurityApi) => ({
      apiKeys: [
        api.makeKey({ hint: 'old1', lastUsedAt: new Date().toISOString() }),
      ],
    });

    it('says what will break, then shows the new key', async () => {
      const { dialog, click, field, key, rotateApiKey } = await openDialog(
        'Rotate',
        withKey,
      );
      expect(
        await within(dialog).findByText(
          'Requests with the current key, …old1, are refused as soon as you rotate it. Whatever uses it needs the new one.',
        ),
      ).toBeInTheDocument();
      expect(dialog).toHaveAccessibleName('Rotate API Key of ci');
      expect(rotateApiKey).not.toHaveBeenCalled();

      await click('Rotate');
      expect(await field()).toBeInTheDocument();
      expect(dialog).toHaveAccessibleName('API Key of ci');
      expect(dialog).toHaveTextContent('The API key was rotated.');
      await click('Reveal');
      expect(await field()).toHaveValue(key());
      expect(key()).not.toContain('old1');
    });

    it('goes on with the newest key when somebody else was faster', async () => {
      const { api, dialog, click } = await openDialog('Rotate', withKey);
      await within(dialog).findByText(/…old1/);
      await api.rotateApiKey(
        { namespace: 'service-account', name: 'ci' },
        { keyId: api.serviceAccounts.get('ci')!.apiKey!.id },
      );
      const theirs = api.serviceAccounts.get('ci')!.apiKey!;

      await click('Rotate');
      expect(
        await within(dialog).findByText(/Somebody else rotated or revoked/),
      ).toBeInTheDocument();
      expect(api.serviceAccounts.get('ci')!.apiKey).toEqual(theirs);

      await click('Reload');
      expect(
        await within(dialog).findByText(new RegExp(`…${theirs.hint}`)),
      ).toBeInTheDocument();
    });

    it('rotates once, however often the button is pressed', async () => {
      const { user, dialog, field, rotateApiKey } = await openDialog(
        'Rotate',
        withKey,
      );
      await user.dblClick(
        await within(dialog).findByRole('button', { name: 'Rotate' }),
      );
      expect(await field()).toBeInTheDocument();
      expect(rotateApiKey).toHaveBeenCalledTimes(1);
    });
  });
});
