import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { BrowserRouter, Link, Route, Routes } from 'react-router-dom';
import { useUnsavedChanges } from './useUnsavedChanges';

function EditPage() {
  const [typed, setTyped] = useState('');
  const { question, leaveWithoutQuestion } = useUnsavedChanges(typed !== '');
  return (
    <>
      <input value={typed} onChange={event => setTyped(event.target.value)} />
      <button onClick={() => setTyped('')}>Save</button>
      <button onClick={() => leaveWithoutQuestion(() => history.back())}>
        Delete
      </button>
      {question}
    </>
  );
}

const path = () => window.location.pathname;

/** Opens /before, /edit and /after, and goes back to /edit. */
async function openEditPage() {
  window.history.replaceState({}, '', '/portal/before');
  const user = userEvent.setup();
  const { unmount } = render(
    <TestApiProvider apis={[mockApis.translation(), mockApis.error()]}>
      <BrowserRouter basename="/portal">
        <Link to="/edit">Edit</Link>
        <Link to="/edit?tab">Tab</Link>
        <Link to="/after">After</Link>
        <Routes>
          <Route path="/edit" element={<EditPage />} />
          <Route path="*" element={<p>Another page</p>} />
        </Routes>
      </BrowserRouter>
    </TestApiProvider>,
  );
  await user.click(screen.getByText('Edit'));
  await user.click(screen.getByText('After'));
  await go(-1);
  const type = (text: string) => user.type(screen.getByRole('textbox'), text);
  const answer = async (name: 'Keep editing' | 'Discard') => {
    await user.click(await screen.findByRole('button', { name }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  };
  return { user, type, answer, unmount };
}

async function go(distance: number) {
  await act(async () => {
    window.history.go(distance);
    // There and back again.
    await new Promise(resolve => setTimeout(resolve, 100));
  });
}

function isReloadAsked() {
  return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
}

describe('useUnsavedChanges', () => {
  it('asks before a link leads away', async () => {
    const { user, type, answer } = await openEditPage();
    await type('text');

    await user.click(screen.getByText('After'));
    await answer('Keep editing');
    expect(path()).toBe('/portal/edit');
    expect(screen.getByRole('textbox')).toHaveValue('text');

    await user.click(screen.getByText('After'));
    await answer('Discard');
    expect(path()).toBe('/portal/after');
    expect(screen.getByText('Another page')).toBeInTheDocument();
  });

  it.each([
    ['back', -1, '/portal/before'],
    ['forward', 1, '/portal/after'],
  ])('asks before the browser goes %s', async (_, distance, there) => {
    const { type, answer } = await openEditPage();
    await type('text');

    await go(distance);
    expect(path()).toBe('/portal/edit');
    await answer('Keep editing');
    expect(screen.getByRole('textbox')).toHaveValue('text');

    await go(distance);
    await answer('Discard');
    await waitFor(() => expect(path()).toBe(there));
    expect(await screen.findByText('Another page')).toBeInTheDocument();

    await go(-distance);
    expect(path()).toBe('/portal/edit');
    expect(screen.getByRole('textbox')).toHaveValue('');
  });

  it('has the browser ask before a reload', async () => {
    const { type } = await openEditPage();
    expect(isReloadAsked()).toBe(false);

    await type('text');
    expect(isReloadAsked()).toBe(true);
  });

  it('does not ask where nothing is lost', async () => {
    const { user, type } = await openEditPage();
    await type('text');
    await user.click(screen.getByText('Tab'));
    expect(window.location.search).toBe('?tab');
    expect(screen.getByRole('textbox')).toHaveValue('text');

    await user.click(screen.getByText('Save'));
    expect(isReloadAsked()).toBe(false);
    await user.click(screen.getByText('After'));
    expect(path()).toBe('/portal/after');
    await go(-2);
    await type('text');
    await user.click(screen.getByText('Delete'));
    await waitFor(() => expect(path()).toBe('/portal/before'));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('leaves no trace in the app', async () => {
    const { type, user, answer } = await openEditPage();
    await type('text');
    await user.click(screen.getByText('After'));
    await answer('Discard');

    await go(-2);
    expect(path()).toBe('/portal/before');
    expect(isReloadAsked()).toBe(false);
  });
});
