import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { BrowserRouter, Link, Route, Routes } from 'react-router-dom';
import { DiscardDialog } from '../components/DiscardDialog/DiscardDialog';
import { useUnsavedChanges } from './useUnsavedChanges';

/** The part of a browser that jsdom lacks. */
class Navigation extends EventTarget {
  traversedTo: string[] = [];

  /** Asks to go there, as the browser does before it goes back or forward. */
  traverse(to: string) {
    const event = Object.assign(new Event('navigate', { cancelable: true }), {
      navigationType: 'traverse',
      destination: { key: to, url: `http://localhost/portal${to}` },
    });
    let isAllowed = true;
    act(() => {
      isAllowed = this.dispatchEvent(event);
    });
    return isAllowed;
  }

  traverseTo(key: string) {
    if (this.traverse(key)) {
      this.traversedTo.push(key);
    }
  }
}

function EditPage({ navigation }: { navigation: Navigation }) {
  const [typed, setTyped] = useState('');
  const { question, leaveWithoutQuestion } = useUnsavedChanges(typed !== '');
  return (
    <>
      <input value={typed} onChange={event => setTyped(event.target.value)} />
      <button onClick={() => setTyped('')}>Save</button>
      <button
        onClick={() =>
          leaveWithoutQuestion(() => navigation.traverseTo('/before'))
        }
      >
        Delete
      </button>
      <DiscardDialog question={question} />
    </>
  );
}

const path = () => window.location.pathname;

async function openEditPage() {
  const navigation = new Navigation();
  Object.assign(window, { navigation });
  window.history.replaceState({}, '', '/portal/edit');
  const user = userEvent.setup();
  render(
    <TestApiProvider apis={[mockApis.translation(), mockApis.error()]}>
      <BrowserRouter basename="/portal">
        <Link to="/edit?tab">Tab</Link>
        <Link to="/after">After</Link>
        <Routes>
          <Route path="/edit" element={<EditPage navigation={navigation} />} />
          <Route path="*" element={<p>Another page</p>} />
        </Routes>
      </BrowserRouter>
    </TestApiProvider>,
  );
  const type = (text: string) => user.type(screen.getByRole('textbox'), text);
  const answer = async (name: 'Keep editing' | 'Discard') => {
    await user.click(await screen.findByRole('button', { name }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  };
  return { user, navigation, type, answer };
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

  it('asks before the browser goes back or forward', async () => {
    const { navigation, type, answer } = await openEditPage();
    expect(navigation.traverse('/before')).toBe(true);
    await type('text');

    expect(navigation.traverse('/before')).toBe(false);
    await answer('Keep editing');
    expect(navigation.traversedTo).toEqual([]);

    expect(navigation.traverse('/before')).toBe(false);
    await answer('Discard');
    expect(navigation.traversedTo).toEqual(['/before']);
  });

  it('has the browser ask before a reload', async () => {
    const { type } = await openEditPage();
    expect(isReloadAsked()).toBe(false);

    await type('text');
    expect(isReloadAsked()).toBe(true);
  });

  it('does not ask where nothing is lost', async () => {
    const { user, navigation, type } = await openEditPage();
    await type('text');
    await user.click(screen.getByText('Tab'));
    expect(window.location.search).toBe('?tab');
    expect(screen.getByRole('textbox')).toHaveValue('text');

    expect(navigation.traverse('/edit')).toBe(true);

    await user.click(screen.getByText('Save'));
    expect(isReloadAsked()).toBe(false);
    expect(navigation.traverse('/before')).toBe(true);
    await type('text');
    await user.click(screen.getByText('Delete'));
    expect(navigation.traversedTo).toEqual(['/before']);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('leaves no trace in the app', async () => {
    const { navigation, user, type, answer } = await openEditPage();
    await type('text');
    await user.click(screen.getByText('After'));
    await answer('Discard');

    expect(navigation.traverse('/before')).toBe(true);
    expect(isReloadAsked()).toBe(false);
    await user.click(screen.getByText('Tab'));
    expect(path()).toBe('/portal/edit');
  });
});
