import { screen, within } from '@testing-library/react';
import { FULL_ACCESS } from '../../../dev/FakeSecurityApi';
import { openServiceAccount as open } from '../../__testUtils__/openServiceAccount';

const MANAGED = {
  managedBy: 'config',
  access: { ...FULL_ACCESS, canUpdate: false, canDelete: false },
} as const;

const buttons = () =>
  screen
    .getAllByRole('button')
    .map(each => each.getAttribute('aria-label') ?? each.textContent);
const note = () => screen.getByRole('note');

describe('an account that the configuration manages', () => {
  it('is shown read-only, and says where it is changed', async () => {
    await open(fake => ({ ...MANAGED, apiKeys: [fake.makeKey()] }));
    expect(note()).toHaveTextContent(
      /^This account is managed by security\.serviceAccounts of the configuration: change it there\. In an emergency, revoke its keys\.$/,
    );
    expect(buttons()).toEqual([
      'Copy the entity ref',
      'Show API Key',
      'Rotate',
      'Revoke',
      'Check access',
    ]);
  });

  it('names only the permissions that would help', async () => {
    await open(() => ({
      ...MANAGED,
      access: { ...MANAGED.access, canConfigureApiKey: false },
    }));
    const [managed, lacking, ...others] = screen.getAllByRole('note');
    expect(managed).toHaveTextContent(/managed by security/);
    expect(
      within(lacking)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent!.split(':')[0]),
    ).toEqual(['security.user.api-key.configure']);
    expect(others).toEqual([]);
  });

  it('has its key shown and revoked, but not replaced, where that comes from there', async () => {
    const { click } = await open(fake => ({
      ...MANAGED,
      apiKeyManagedBy: 'config',
      apiKeys: [fake.makeKey()],
    }));
    const rotate = screen.getByRole('button', { name: 'Rotate' });
    expect(rotate).toHaveAttribute('aria-disabled', 'true');
    expect(rotate).toHaveAccessibleDescription(
      /The API key of this account comes from security\.serviceAccounts/,
    );
    await click('Show API Key');
    expect(
      await screen.findByRole('dialog', { name: /User's API Key/ }),
    ).toHaveTextContent('API Key');
    expect(
      await screen.findByText('Each time the key is shown is recorded.', {
        exact: false,
      }),
    ).toBeVisible();
  });

  it('has no key generated', async () => {
    await open(() => ({ ...MANAGED, apiKeyManagedBy: 'config' }));
    const show = screen.getByRole('button', { name: 'Show API Key' });
    expect(show).toHaveAttribute('aria-disabled', 'true');
    expect(show).toHaveAccessibleDescription(
      /comes from security\.serviceAccounts of the configuration: change it there/,
    );
  });

  it('is for people to change once its entry is gone', async () => {
    await open(() => ({ managedBy: 'former-config', status: 'disabled' }));
    expect(note()).toHaveTextContent(
      /was disabled when its entry left security\.serviceAccounts .* comes back with the entry/,
    );
    for (const name of ['Enable', 'Edit Details', 'Delete']) {
      expect(screen.getByRole('button', { name })).toBeEnabled();
    }
  });
});
