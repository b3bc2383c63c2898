import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import {
  FakeSecurityApi,
  FULL_ACCESS,
  refusal,
  unavailable,
} from '../../../dev/FakeSecurityApi';
import {
  ANY_KEY,
  openApiKeyDialog,
  withKey,
  withoutKey,
} from '../../__testUtils__/openApiKeyDialog';

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

const disabled = (api: FakeSecurityApi) => ({
  status: 'disabled' as const,
  apiKeys: [api.makeKey()],
});

describe('ApiKeyDialog', () => {
  afterEach(() => jest.useRealTimers());

  describe('showing', () => {
    it('masks the key until it is revealed, and again after a minute', async () => {
      const { click, field, key, dialog } = await openApiKeyDialog(
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
      const { user, click, field, key } = await openApiKeyDialog(
        'Show API Key',
        withKey,
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
      const { click, key, dialog } = await openApiKeyDialog(
        'Show API Key',
        withKey,
      );
      const writeText = jest.spyOn(navigator.clipboard, 'writeText');
      await click('Copy');

      const copied = await within(dialog).findByText('Copied');
      expect(copied).toHaveAttribute('role', 'status');
      expect(copied.previousElementSibling).toHaveAccessibleName('Copy');
      expect(copied.previousElementSibling).toHaveFocus();
      expect(writeText).toHaveBeenCalledWith(key());
      expectNoKeyAnywhere();
    });

    it('says for some seconds that the key was copied', async () => {
      const { dialog, field } = await openApiKeyDialog('Show API Key', withKey);
      await field();
      jest.useFakeTimers();
      fireEvent.click(within(dialog).getByRole('button', { name: 'Copy' }));
      await act(async () => {});
      const status = within(dialog).getByText('Copied');
      act(() => jest.advanceTimersByTime(5_000));
      expect(status).toBeEmptyDOMElement();
    });

    it('reveals the key where the browser does not let it be copied', async () => {
      const { click, field, key, dialog } = await openApiKeyDialog(
        'Show API Key',
        withKey,
      );
      jest
        .spyOn(navigator.clipboard, 'writeText')
        .mockRejectedValue(new Error('blocked'));
      await click('Copy');

      expect(
        await within(dialog).findByText(/press Ctrl\+C, or Cmd\+C on a Mac/),
      ).toBeInTheDocument();
      const input = (await field()) as HTMLInputElement;
      expect(input).toHaveFocus();
      expect(
        input.value.slice(input.selectionStart!, input.selectionEnd!),
      ).toBe(key());
    });

    it('leaves no trace of the key once it is closed', async () => {
      const log = (['log', 'info', 'warn', 'error', 'debug'] as const).map(
        method => jest.spyOn(console, method).mockImplementation(() => {}),
      );
      const { click, field, key } = await openApiKeyDialog(
        'Show API Key',
        withKey,
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

    it.each([
      ['expired', /The API key has expired/],
      ['shown-once', /This portal shows a key only once/],
      ['undecryptable', /The API key cannot be decrypted/],
    ] as const)('says in words that a key is %s', async (reason, words) => {
      const { dialog, click, field, rotateApiKey } = await openApiKeyDialog(
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

    it('says that the secret of a key is lost', async () => {
      const { dialog } = await openApiKeyDialog('Show API Key', api => ({
        apiKeys: [api.makeKey({ status: 'lost' })],
      }));
      expect(
        await within(dialog).findByText(
          /The API key does not work and cannot be shown: its keyring secret is gone/,
        ),
      ).toBeInTheDocument();
    });

    it('stays open when somebody clicks beside it', async () => {
      const { user, dialog, field } = await openApiKeyDialog(
        'Show API Key',
        withKey,
      );
      await field();
      await user.click(document.querySelector('.MuiDialog-container')!);
      expect(dialog).toBeInTheDocument();
      await user.keyboard('{Escape}');
      await waitFor(() => expect(dialog).not.toBeInTheDocument());
    });

    it('enables a disabled account for whoever may, and goes on', async () => {
      const { dialog, click, field, key, api } = await openApiKeyDialog(
        'Show API Key',
        disabled,
      );
      expect(
        await within(dialog).findByText(/The account is disabled/),
      ).toBeInTheDocument();
      expect(
        within(dialog).queryByRole('button', { name: 'Rotate' }),
      ).not.toBeInTheDocument();

      await click('Enable account');
      await click('Reveal');
      expect(await field()).toHaveValue(key());
      expect(api.serviceAccounts.get('ci')?.status).toBe('active');
    });

    it('does not enable an account that somebody else changed', async () => {
      const { dialog, click, api } = await openApiKeyDialog(
        'Show API Key',
        disabled,
      );
      await within(dialog).findByText(/The account is disabled/);
      const { version } = api.serviceAccounts.get('ci')!;
      await api.updateServiceAccount('ci', { version, title: 'New' });
      await click('Enable account');
      await click('Reload');
      await click('Enable account');
      expect(
        await within(dialog).findByRole('textbox', { name: 'API Key' }),
      ).toBeInTheDocument();
    });

    it('says who cannot enable a disabled account', async () => {
      const { dialog } = await openApiKeyDialog('Show API Key', api => ({
        ...disabled(api),
        access: { ...FULL_ACCESS, canUpdate: false },
      }));
      expect(
        await within(dialog).findByText(
          /The account is disabled.*You may not edit this account/,
        ),
      ).toBeInTheDocument();
      expect(
        within(dialog).queryByRole('button', { name: 'Enable account' }),
      ).not.toBeInTheDocument();
    });

    it('says what went wrong and tries again', async () => {
      const { dialog, click, field } = await openApiKeyDialog(
        'Show API Key',
        withKey,
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
      const { dialog, click, user, field } = await openApiKeyDialog(
        'Show API Key',
        withoutKey,
        once,
      );
      await click('Generate');
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
      const { dialog, click } = await openApiKeyDialog(
        'Show API Key',
        withoutKey,
        once,
      );
      await click('Generate');
      await click('Copy');
      await within(dialog).findByText('Copied');
      await click('Close');
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    });
  });
});
