import { screen, waitFor, within } from '@testing-library/react';
import { API_KEY_POLICY, FakeSecurityApi } from '../../../dev/FakeSecurityApi';
import {
  DAY_SECONDS,
  dayOf,
  inSeconds,
  openApiKeyDialog,
  optionsOf,
} from '../../__testUtils__/openApiKeyDialog';

const withUsedKey = (api: FakeSecurityApi) => ({
  apiKeys: [
    api.makeKey({
      hint: 'old1',
      expiresAt: inSeconds(DAY_SECONDS),
      lastUsedAt: inSeconds(-300),
      lastUsedPlugin: 'catalog',
    }),
  ],
});

describe('RotateStep', () => {
  it('says what will break, then shows the new key', async () => {
    const { user, dialog, click, field, key, statuses, rotateApiKey } =
      await openApiKeyDialog('Rotate', withUsedKey);
    await user.selectOptions(
      await within(dialog).findByRole('combobox', { name: 'The current key' }),
      'Ends at once',
    );
    expect(
      await within(dialog).findByText(
        'Whatever uses …old1 fails until it has the new key.',
      ),
    ).toBeInTheDocument();
    expect(dialog).toHaveTextContent(
      'The current key, …old1, was last used 5 minutes ago, to call catalog.',
    );
    expect(dialog).toHaveAccessibleName("User's API Key: Rotate ci");
    expect(rotateApiKey).not.toHaveBeenCalled();

    await click('Rotate');
    expect(await field()).toBeInTheDocument();
    expect(dialog).toHaveAccessibleName("User's API Key ci");
    expect(dialog).toHaveTextContent(
      'The API key was rotated. The old key no longer works.',
    );
    await click('Reveal');
    expect(await field()).toHaveValue(key());
    expect(key()).not.toContain('old1');
    expect(await statuses()).toEqual(['active', 'revoked']);
  });

  it('lets the old key work for a while, never beyond its own end', async () => {
    const { user, dialog, click, field, statuses, rotateApiKey } =
      await openApiKeyDialog('Rotate', withUsedKey);
    const grace = await within(dialog).findByRole('combobox', {
      name: 'The current key',
    });
    expect(grace).toHaveDisplayValue('Ends in 1 day');
    expect(optionsOf(grace)).toEqual([
      'Ends at once',
      'Ends in 1 hour',
      'Ends in 1 day',
      'Ends in 7 days',
    ]);
    await user.selectOptions(grace, 'Ends in 7 days');
    const end = dayOf(inSeconds(DAY_SECONDS));
    expect(grace).toHaveAccessibleDescription(
      new RegExp(
        `^Both keys work until ${end}, .* Replace …old1 everywhere by then\\.$`,
      ),
    );

    await click('Rotate');
    expect(await field()).toBeInTheDocument();
    expect(dialog).toHaveTextContent(
      new RegExp(`The old key, …old1, works until ${end}, `),
    );
    expect(rotateApiKey).toHaveBeenCalledWith(
      expect.anything(),
      expect.objectContaining({ graceSeconds: 7 * DAY_SECONDS }),
      expect.anything(),
    );
    expect(await statuses()).toEqual(['active', 'retiring']);
  });

  it('sends the expiry of the new key', async () => {
    const { user, click, expiry, rotateApiKey } = await openApiKeyDialog(
      'Rotate',
      api => ({
        ...withUsedKey(api),
        apiKeyPolicy: { ...API_KEY_POLICY, canNeverExpire: true },
      }),
    );
    await user.selectOptions(await expiry(), 'Never');
    await click('Rotate');
    expect(rotateApiKey).toHaveBeenCalledWith(
      expect.anything(),
      expect.objectContaining({ expiresAt: null }),
      expect.anything(),
    );
  });

  it('says that nobody has used the key, and ends it at once', async () => {
    const { dialog } = await openApiKeyDialog('Rotate', api => ({
      apiKeys: [api.makeKey({ hint: 'old1' })],
    }));
    expect(
      await within(dialog).findByText(
        'The current key, …old1, has never been used.',
      ),
    ).toBeInTheDocument();
    const grace = within(dialog).getByRole('combobox', {
      name: 'The current key',
    });
    expect(grace).toHaveDisplayValue('Ends at once');
    expect(grace).toHaveAccessibleDescription(
      'Requests with …old1 are refused at once.',
    );
  });

  it('offers no overlap with a key that has expired', async () => {
    const { dialog, expiry } = await openApiKeyDialog('Rotate', api => ({
      apiKeys: [api.makeKey({ status: 'expired', hint: 'old1' })],
    }));
    expect(await expiry()).toBeInTheDocument();
    expect(dialog).toHaveTextContent('The key …old1 has expired.');
    expect(
      within(dialog).queryByRole('combobox', { name: 'The current key' }),
    ).not.toBeInTheDocument();
  });

  it('shows the use of a key that was replaced before, and can end it', async () => {
    const { user, dialog, statuses } = await openApiKeyDialog(
      'Rotate',
      api => ({
        apiKeys: [
          api.makeKey({ createdAt: inSeconds(-600) }),
          api.makeKey({
            hint: 'old2',
            status: 'retiring',
            retiresAt: inSeconds(DAY_SECONDS),
            lastUsedAt: inSeconds(-300),
            lastUsedPlugin: 'search',
          }),
        ],
      }),
    );
    const note = await within(dialog).findByRole('note');
    expect(note).toHaveTextContent(
      /…old2 works until .* It is still used, last 5 minutes ago, to call search\. It ends when you rotate again\./,
    );
    await user.click(within(note).getByRole('button', { name: 'End it now' }));
    const confirm = await screen.findByRole('dialog', {
      name: 'Revoke API Key of ci?',
    });
    expect(confirm).toHaveTextContent('Another key of this account');
    await user.click(within(confirm).getByRole('button', { name: 'Revoke' }));
    await waitFor(() =>
      expect(within(dialog).queryByRole('note')).not.toBeInTheDocument(),
    );
    expect(await statuses()).toEqual(['active', 'revoked']);
  });

  it('goes on with the newest key when somebody else was faster', async () => {
    const { api, dialog, click } = await openApiKeyDialog(
      'Rotate',
      withUsedKey,
    );
    await within(dialog).findByText(/The current key, …old1/);
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
      await within(dialog).findByText(
        new RegExp(`The current key, …${theirs.hint}`),
      ),
    ).toBeInTheDocument();
  });

  it('rotates once, however often the button is pressed', async () => {
    const { user, dialog, field, rotateApiKey } = await openApiKeyDialog(
      'Rotate',
      withUsedKey,
    );
    await user.dblClick(
      await within(dialog).findByRole('button', { name: 'Rotate' }),
    );
    expect(await field()).toBeInTheDocument();
    expect(rotateApiKey).toHaveBeenCalledTimes(1);
  });
});
