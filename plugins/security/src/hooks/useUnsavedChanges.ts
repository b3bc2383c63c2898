import { useContext, useEffect, useRef } from 'react';
import {
  parsePath,
  To,
  UNSAFE_NavigationContext,
  useHref,
  useLocation,
} from 'react-router-dom';
import { DiscardQuestion, useDiscardQuestion } from './useDiscardQuestion';

export interface UnsavedChanges extends Pick<DiscardQuestion, 'question'> {
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
 * - Back and forward have changed the URL already when the page hears of it. So
 *   that is kept from the router, taken back, and done again after a yes.
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

    // React Router numbers the entries of the history that are its own.
    const index = window.history.state?.idx;
    let isTakenBack = false;
    const onPopState = (event: PopStateEvent) => {
      const distance = event.state?.idx - index;
      if (isLeaving.current) {
        return;
      }
      if (isTakenBack) {
        isTakenBack = false;
        event.stopImmediatePropagation();
      } else if (distance) {
        isTakenBack = true;
        event.stopImmediatePropagation();
        window.history.go(-distance);
        ask(() => window.history.go(distance));
      }
    };
    // Captured, since the router listens there too, and since longer.
    window.addEventListener('popstate', onPopState, true);

    const onBeforeUnload = (event: BeforeUnloadEvent) => {
      event.preventDefault();
      event.returnValue = '';
    };
    window.addEventListener('beforeunload', onBeforeUnload);

    return () => {
      Object.assign(navigator, { push, replace });
      window.removeEventListener('popstate', onPopState, true);
      window.removeEventListener('beforeunload', onBeforeUnload);
    };
  }, [hasChanges, navigator, location, here]);

  return { question, leaveWithoutQuestion };
}

function pathOf(to: To): To {
  return { pathname: (typeof to === 'string' ? parsePath(to) : to).pathname };
}
