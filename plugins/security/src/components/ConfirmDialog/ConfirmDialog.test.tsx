import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ConfirmDialog } from './ConfirmDialog';

it('is closed by Escape, not by a click beside it', async () => {
  const user = userEvent.setup();
  const onClose = jest.fn();
  renderInTestApp(
    <ConfirmDialog
      title="Revoke?"
      confirm="Revoke"
      onConfirm={async () => {}}
      onReload={() => {}}
      onClose={onClose}
    />,
  );
  const dialog = await screen.findByRole('dialog', { name: 'Revoke?' });

  await user.click(dialog.parentElement!);
  expect(onClose).not.toHaveBeenCalled();

  await user.keyboard('{Escape}');
  expect(onClose).toHaveBeenCalledTimes(1);
});
