import { screen, waitFor } from '@testing-library/react';
import { openServiceAccount } from '../../__testUtils__/openServiceAccount';

async function edit() {
  const opened = await openServiceAccount();
  await opened.click('Edit Details');
  const title = opened.field('Title');
  await opened.user.type(title, 'New');
  return { ...opened, title };
}

const ACCOUNT = '/security/users/service-account/ci';

describe('unsaved changes of a service account', () => {
  it('are asked about before they are lost', async () => {
    const { title, click, button } = await edit();
    await click('Cancel');
    expect(
      await screen.findByRole('dialog', { name: 'Discard your changes?' }),
    ).toBeInTheDocument();
    await click('Keep editing');
    expect(title).toHaveValue('CINew');

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await click('Cancel');
    await click('Discard');
    await waitFor(() => expect(button('Edit Details')).toBeVisible());
  });

  it('are asked about before the page is left', async () => {
    const { user, click, location } = await edit();
    await user.click(screen.getByRole('link', { name: /platform/ }));
    expect(location()).toBe(ACCOUNT);
    await click('Discard');
    await waitFor(() => expect(screen.queryByText('Details')).toBeNull());
  });

  it('are not asked about when the account is deleted', async () => {
    const { user, click, confirm, location } = await edit();
    await click('Delete');
    await user.type(
      await screen.findByRole('textbox', { name: /Type ci/ }),
      'ci',
    );
    await confirm('Delete');
    await waitFor(() => expect(location()).toBe('/security/users'));
  });
});
