import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeSecurityApi } from '../../../dev/FakeSecurityApi';
import { renderSecurity } from '../../__testUtils__/renderSecurity';

async function openDialog() {
  const user = userEvent.setup({ delay: null });
  renderSecurity(new FakeSecurityApi());
  await screen.findByText('No service accounts yet');
  await user.click(
    screen.getByRole('button', { name: 'Create Service Account' }),
  );
  await screen.findByRole('dialog', { name: 'Create Service Account' });
  return { user };
}

const question = { name: 'Discard your changes?' };

describe('CreateServiceAccountDialog', () => {
  it('closes at once when nothing was typed', async () => {
    const { user } = await openDialog();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('asks before it drops what was typed', async () => {
    const { user } = await openDialog();
    const title = screen.getByRole('textbox', { name: 'Title' });
    await user.type(title, 'Nightly build');

    await user.keyboard('{Escape}');
    await screen.findByRole('dialog', question);
    await user.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog', question)).toBeNull(),
    );
    expect(title).toHaveValue('Nightly build');

    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    await user.click(await screen.findByRole('button', { name: 'Discard' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});
