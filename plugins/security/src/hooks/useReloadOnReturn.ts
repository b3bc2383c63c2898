import { useRef } from 'react';
import useEvent from 'react-use/esm/useEvent';
import { AccountState } from './useAccount';

const REST_MS = 5_000;

/**
 * Reads the account again when somebody comes back to the window: another
 * person may have changed it. Nothing moves under what is being done there.
 */
export function useReloadOnReturn(
  reload: AccountState['reload'],
  { isPaused }: { isPaused: boolean },
) {
  const last = useRef(Date.now());

  function onReturn() {
    const isBusy =
      isPaused ||
      document.visibilityState === 'hidden' ||
      document.querySelector('[role="dialog"]');
    if (!isBusy && Date.now() - last.current >= REST_MS) {
      last.current = Date.now();
      reload({ quiet: true });
    }
  }

  useEvent('focus', onReturn);
  useEvent('visibilitychange', onReturn, document);
}
