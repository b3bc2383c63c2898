import { fireEvent, within } from '@testing-library/react';
import { API_KEY_POLICY } from '../../../dev/FakeSecurityApi';
import {
  DAY_SECONDS,
  dayOf,
  inSeconds,
  openApiKeyDialog,
  optionsOf,
  secondsUntil,
  withoutKey,
} from '../../__testUtils__/openApiKeyDialog';

describe('GenerateStep', () => {
  it('asks before it generates the first key, and says so', async () => {
    const { dialog, click, field, showApiKey } = await openApiKeyDialog(
      'Show API Key',
      withoutKey,
    );
    expect(
      await within(dialog).findByText(/This account has no API key yet/),
    ).toBeInTheDocument();
    expect(showApiKey).not.toHaveBeenCalled();

    await click('Generate');
    expect(await field()).toHaveAttribute('readonly');
    expect(dialog).toHaveAccessibleName("User's API Key ci");
    expect(dialog).toHaveTextContent('A new API key was generated.');
    expect(dialog).toHaveTextContent('Each time the key is shown is recorded.');
    expect(dialog).toHaveTextContent(/Shown1 time, by ann on/);
    expect(showApiKey).toHaveBeenCalledTimes(1);
  });

  it('lets the lifetime be chosen within what is configured, and says that', async () => {
    const { user, click, expiry, showApiKey } = await openApiKeyDialog(
      'Show API Key',
      withoutKey,
    );
    expect(await expiry()).toHaveDisplayValue('After 90 days (default)');
    expect(optionsOf(await expiry())).toEqual([
      'After 7 days',
      'After 30 days',
      'After 60 days',
      'After 90 days (default)',
      'After 180 days',
      'After 365 days',
      'On a date of your choice',
    ]);
    const end = dayOf(inSeconds(90 * DAY_SECONDS));
    expect(await expiry()).toHaveAccessibleDescription(
      new RegExp(
        `^Ends on ${end}, ..:..\\. The longest that this portal allows is 365 days.$`,
      ),
    );

    await user.selectOptions(await expiry(), 'After 30 days');
    await click('Generate');
    const { expiresAt } = showApiKey.mock.calls[0][1]!;
    expect(secondsUntil(expiresAt!)).toBeCloseTo(30 * DAY_SECONDS, -2);
  });

  it('leaves the default to the backend', async () => {
    const { click, showApiKey } = await openApiKeyDialog(
      'Show API Key',
      withoutKey,
    );
    await click('Generate');
    expect(showApiKey.mock.calls[0][1]).toEqual({ expiresAt: undefined });
  });

  it('takes a day, but none that is too late', async () => {
    const { user, dialog, click, expiry, showApiKey } = await openApiKeyDialog(
      'Show API Key',
      withoutKey,
    );
    await user.selectOptions(await expiry(), 'On a date of your choice');
    const generate = within(dialog).getByRole('button', { name: 'Generate' });
    expect(generate).toBeDisabled();
    const day = within(dialog).getByLabelText('Last day');
    for (const wrong of ['2999-01-01', '2001-01-01']) {
      fireEvent.change(day, { target: { value: wrong } });
      expect(day).toBeInvalid();
      expect(generate).toBeDisabled();
    }

    const chosen = inSeconds(10 * DAY_SECONDS).slice(0, 10);
    fireEvent.change(day, { target: { value: chosen } });
    expect(day).toBeValid();
    await click('Generate');
    const { expiresAt } = showApiKey.mock.calls[0][1]!;
    expect(new Date(expiresAt!)).toEqual(new Date(`${chosen}T23:59:59.999`));
  });

  it('allows never where the portal does', async () => {
    const { user, click, expiry, showApiKey } = await openApiKeyDialog(
      'Show API Key',
      () => ({ apiKeyPolicy: { ...API_KEY_POLICY, canNeverExpire: true } }),
    );
    await user.selectOptions(await expiry(), 'Never');
    await click('Generate');
    expect(showApiKey.mock.calls[0][1]).toEqual({ expiresAt: null });
  });

  it('asks before it generates a key in place of a revoked one', async () => {
    const { click, field, dialog, showApiKey } = await openApiKeyDialog(
      'Show API Key',
      api => ({ apiKeys: [api.makeKey({ status: 'revoked', hint: 'dead' })] }),
    );
    expect(
      await within(dialog).findByText(
        'The key …dead was revoked. Generate a new one?',
      ),
    ).toBeInTheDocument();
    expect(showApiKey).not.toHaveBeenCalled();

    await click('Generate');
    expect(await field()).toBeInTheDocument();
    expect(dialog).toHaveTextContent('A new API key was generated.');
  });

  it('says which replaced key still works', async () => {
    const { dialog } = await openApiKeyDialog('Show API Key', api => ({
      apiKeys: [
        api.makeKey({ status: 'revoked', hint: 'dead' }),
        api.makeKey({
          hint: 'old2',
          status: 'retiring',
          retiresAt: inSeconds(DAY_SECONDS),
        }),
      ],
    }));
    expect(await within(dialog).findByRole('note')).toHaveTextContent(
      /…old2 works until/,
    );
  });

  it('asks even if the key was revoked after the page was read', async () => {
    const { dialog, showApiKey } = await openApiKeyDialog(
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
      await within(dialog).findByText(/Generate a new one\?/),
    ).toBeInTheDocument();
    expect(showApiKey).not.toHaveBeenCalled();
  });
});
