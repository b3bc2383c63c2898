import { screen, waitFor, within } from '@testing-library/react';
import { FakeSecurityApi, refusal } from '../../../dev/FakeSecurityApi';
import {
  DAY_SECONDS,
  inSeconds,
  openApiKeyDialog,
  withKey,
  withoutKey,
} from '../../__testUtils__/openApiKeyDialog';

const CI = { namespace: 'service-account', name: 'ci' };
const unreachable = async () => new TypeError('Failed to fetch');

const withUsedKey = (api: FakeSecurityApi) => ({
  apiKeys: [api.makeKey({ hint: 'old1', lastUsedAt: inSeconds(-60) })],
});

/** The backend does what it is asked once, and the answer gets lost. */
function loseAnswer(
  method: 'rotateApiKey' | 'showApiKey',
  error: () => Promise<Error> = unreachable,
) {
  return (api: FakeSecurityApi) => {
    const answering = api[method];
    jest.spyOn(api, method).mockImplementationOnce(async (...args: any[]) => {
      await (answering as Function).apply(api, args);
      throw await error();
    });
  };
}

/** The request is lost, so the backend does nothing. */
function loseRequest(api: FakeSecurityApi) {
  jest
    .spyOn(api, 'rotateApiKey')
    .mockImplementationOnce(async () => Promise.reject(await unreachable()));
}

function newest(api: FakeSecurityApi) {
  return api.serviceAccounts.get('ci')!.apiKey!;
}

describe('when the answer to a change gets lost', () => {
  it.each([
    ['the connection breaks', unreachable],
    ['a proxy gives up', () => refusal(504, 'GatewayTimeout', 'slow')],
    ['the answer cannot be read', async () => new SyntaxError('<html>')],
  ])('says that the key was rotated: %s', async (_, error) => {
    const { dialog, click, field, api, key } = await openApiKeyDialog(
      'Rotate',
      withUsedKey,
      loseAnswer('rotateApiKey', error),
    );
    await click('Rotate');
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      new RegExp(
        `the key was rotated just now, by you\\. The new key is …${
          newest(api).hint
        }\\. The old key, …old1, works until .*\\.$`,
      ),
    );
    await click('Show it');
    await click('Reveal');
    expect(await field()).toHaveValue(key());
  });

  it('says who rotated it when that was somebody else', async () => {
    const { dialog, click, api } = await openApiKeyDialog(
      'Rotate',
      withUsedKey,
      fake => {
        const { rotateApiKey, makeKey } = fake;
        fake.rotateApiKey = async (...args) => {
          fake.makeKey = changes =>
            makeKey.call(fake, { ...changes, createdBy: 'user:default/bob' });
          await rotateApiKey.call(fake, args[0], { keyId: args[1].keyId });
          throw await unreachable();
        };
      },
    );
    await click('Rotate');
    const alert = await within(dialog).findByRole('alert');
    expect(alert).toHaveTextContent(
      new RegExp(
        `The key was rotated .* by bob\\. The new key is …${
          newest(api).hint
        }\\. Requests with the old key, …old1, are refused\\.`,
      ),
    );
    expect(alert).not.toHaveTextContent('by you');
  });

  it('says what to do with a key that cannot be shown any more', async () => {
    const { dialog, click, field } = await openApiKeyDialog(
      'Rotate',
      withUsedKey,
      api => {
        const { makeKey } = api;
        api.makeKey = changes =>
          makeKey.call(api, { ...changes, canBeShown: false });
        loseAnswer('rotateApiKey')(api);
      },
    );
    await click('Rotate');
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      /It cannot be shown.* Rotate again to get a key\./,
    );
    await click('Rotate');
    await click('Rotate');
    expect(await field()).toBeInTheDocument();
  });

  it('says that nothing was changed, and tries the same again', async () => {
    const { dialog, click, field, rotateApiKey, statuses } =
      await openApiKeyDialog('Rotate', withUsedKey, loseRequest);
    await click('Rotate');
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'The answer did not arrive. So far nothing has changed.',
    );
    expect(await statuses()).toEqual(['active']);
    await click('Retry');
    expect(await field()).toBeInTheDocument();
    expect(rotateApiKey.mock.calls[1][1]).toEqual(
      rotateApiKey.mock.calls[0][1],
    );
  });

  it('knows its own change when that comes through late', async () => {
    const { dialog, click, api } = await openApiKeyDialog(
      'Rotate',
      withUsedKey,
      loseRequest,
    );
    await click('Rotate');
    await within(dialog).findByText(/So far nothing has changed/);
    await api.rotateApiKey(CI, { keyId: newest(api).id });
    await click('Retry');
    expect(
      await within(dialog).findByText(/rotated just now, by you/),
    ).toBeInTheDocument();
  });

  it('says that it is not known, and looks again', async () => {
    const { dialog, click, api } = await openApiKeyDialog(
      'Rotate',
      withUsedKey,
      loseAnswer('rotateApiKey'),
    );
    await within(dialog).findByRole('button', { name: 'Rotate' });
    jest.spyOn(api, 'getAccount').mockRejectedValueOnce(await unreachable());
    await click('Rotate');
    expect(
      await within(dialog).findByText(
        /it is not known whether the key was rotated/,
      ),
    ).toBeInTheDocument();
    await click('Check again');
    expect(
      await within(dialog).findByText(/rotated just now, by you/),
    ).toBeInTheDocument();
  });

  it('says that a key was generated', async () => {
    const { dialog, click, field, api, showApiKey } = await openApiKeyDialog(
      'Show API Key',
      withoutKey,
      loseAnswer('showApiKey'),
    );
    await click('Generate');
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      `a key was generated just now, by you: …${newest(api).hint}.`,
    );
    await click('Show it');
    expect(await field()).toBeInTheDocument();
    expect(showApiKey).toHaveBeenCalledTimes(2);
    expect(api.serviceAccounts.get('ci')!.apiKeys).toHaveLength(1);
  });

  it('stays open while the key is rotated, so that what came of it is heard', async () => {
    let answer = () => {};
    const { user, dialog, field, click } = await openApiKeyDialog(
      'Rotate',
      withKey,
      api => {
        const { rotateApiKey } = api;
        api.rotateApiKey = async (...args) => {
          await new Promise<void>(resolve => (answer = resolve));
          return rotateApiKey.apply(api, args);
        };
      },
    );
    await click('Rotate');
    expect(await within(dialog).findByText(/Rotating the key/)).toHaveAttribute(
      'role',
      'status',
    );
    expect(within(dialog).queryByRole('button')).not.toBeInTheDocument();
    await user.keyboard('{Escape}');
    expect(dialog).toBeInTheDocument();

    answer();
    expect(await field()).toBeInTheDocument();
    await user.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    const history = screen.getByRole('table', { name: 'Key history' });
    await waitFor(() =>
      expect(within(history).getAllByRole('row')).toHaveLength(3),
    );
  });
});

describe('a replaced key', () => {
  it.each([
    ['in use', -DAY_SECONDS / 2, 'Ends in 1 day'],
    ['not in use', -2 * DAY_SECONDS, 'Ends at once'],
  ])('that is %s has a default', async (_, lastUsed, chosen) => {
    const { dialog } = await openApiKeyDialog('Rotate', api => ({
      apiKeys: [api.makeKey({ lastUsedAt: inSeconds(lastUsed) })],
    }));
    expect(
      await within(dialog).findByRole('combobox', { name: 'The current key' }),
    ).toHaveDisplayValue(chosen);
  });
});
