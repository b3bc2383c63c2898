import { toastApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { useNotify } from '../../hooks/useNotify';
import { SteadyDialog } from './SteadyDialog';

function Notify({ text }: { text: string }) {
  const notify = useNotify();
  return (
    <button type="button" onClick={() => notify(text)}>
      {text}
    </button>
  );
}

function Page() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Notify text="On the page" />
      <button type="button" onClick={() => setOpen(true)}>
        Open
      </button>
      {isOpen && (
        <SteadyDialog title="Dialog" onClose={() => setOpen(false)}>
          <Notify text="In the dialog" />
        </SteadyDialog>
      )}
    </>
  );
}

it('has no toast over its buttons', async () => {
  const user = userEvent.setup();
  const close = jest.fn();
  const post = jest.fn(() => ({ close }));
  renderInTestApp(<Page />, { apis: [[toastApiRef, { post }]] });
  const click = async (name: string) =>
    user.click(await screen.findByRole('button', { name }));

  await click('On the page');
  expect(post).toHaveBeenCalledTimes(1);
  expect(close).not.toHaveBeenCalled();

  await click('Open');
  expect(close).toHaveBeenCalledTimes(1);
  await click('In the dialog');
  expect(post).toHaveBeenCalledTimes(1);
});
