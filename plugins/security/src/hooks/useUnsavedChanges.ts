import { useContext, useEffect, useRef } from 'react';
import {
  parsePath,
  To,
  UNSAFE_NavigationContext,
  useHref,
  useLocation,
} from 'react-router-dom';
import { DiscardQuestion, useDiscardQuestion } from './useDiscardQuestion';

export interface UnsavedChanges {
  /** For a step on the page itself that loses the changes. */
  askBefore(step: () => void): void;
  /** What waits for an answer: see `DiscardDialog`. */
  question: DiscardQuestion | undefined;
  /** For a step after which there is nothing left to be saved. */
  leaveWithoutQuestion(step: () => void): void;
}

/**
 * Asks before unsaved changes are lost by leaving the page, on whatever way.
 *
 * React Router has `useBlocker` for that, but only for apps with a data router,
 * and those of Backstage have none. So this does what it would do, at the three
 * places where a page can be left:
 *
 * - Links and `navigate()` of the whole app end in the `push` and `replace` of
 *   one navigator, which are replaced as long as there are changes.
 * - Back and forward change the URL before the router, or anybody who listens to
 *   it, hears of them. Only the Navigation API stops them in time. Browsers from
 *   before 2026 may not have it, and do not ask there.
 * - About a reload, or the end of the tab, only the browser can ask.
 */
export function useUnsavedChanges(hasChanges: boolean): UnsavedChanges {
  const { navigator } = useContext(UNSAFE_NavigationContext);
  const location = useLocation();
  const here = useHref(location.pathname);
  const isLeaving = useRef(false);
  const { askBefore, question } = useDiscardQuestion(hasChanges);
  const latestAsk = useRef(askBefore);
  latestAsk.current = askBefore;

  function leaveWithoutQuestion(step: () => void) {
    isLeaving.current = true;
    step();
  }
  const leave = useRef(leaveWithoutQuestion);

  useEffect(() => {
    isLeaving.current = false;
    if (!hasChanges) {
      return undefined;
    }
    const ask = (step: () => void) =>
      latestAsk.current(() => leave.current(step));

    const { push, replace } = navigator;
    const guard =
      (original: typeof push): typeof push =>
      (to, ...rest) => {
        const go = () => original.call(navigator, to, ...rest);
        const isSamePage = navigator.createHref(pathOf(to)) === here;
        return isLeaving.current || isSamePage ? go() : ask(go);
      };
    navigator.push = guard(push);
    navigator.replace = guard(replace);

    const { navigation } = window as { navigation?: Navigation };
    const onNavigate = (event: Event) => {
      const { navigationType, destination } = event as NavigateEvent;
      const isSamePage = new URL(destination.url).pathname === here;
      if (
        navigationType === 'traverse' &&
        event.cancelable &&
        !isLeaving.current &&
        !isSamePage
      ) {
        event.preventDefault();
        ask(() => navigation?.traverseTo(destination.key));
      }
    };
    navigation?.addEventListener('navigate', onNavigate);

    const onBeforeUnload = (event: BeforeUnloadEvent) => {
      event.preventDefault();
      event.returnValue = '';
    };
    window.addEventListener('beforeunload', onBeforeUnload);

    return () => {
      Object.assign(navigator, { push, replace });
      navigation?.removeEventListener('navigate', onNavigate);
      window.removeEventListener('beforeunload', onBeforeUnload);
    };
  }, [hasChanges, navigator, location, here]);

  return { askBefore, question, leaveWithoutQuestion };
}

// TypeScript does not know the Navigation API yet.
interface Navigation extends EventTarget {
  traverseTo(key: string): unknown;
}

interface NavigateEvent extends Event {
  navigationType: string;
  destination: { key: string; url: string };
}

function pathOf(to: To): To {
  return { pathname: (typeof to === 'string' ? parsePath(to) : to).pathname };
}
