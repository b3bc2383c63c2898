import { useCallback, useRef, useState } from 'react';
import useMountedState from 'react-use/esm/useMountedState';

export interface Submit<TArguments extends unknown[]> {
  busy: boolean;
  error: unknown;
  submit(...args: TArguments): Promise<void>;
}

/** Runs an action that changes something: once at a time, and with its error. */
export function useSubmit<TArguments extends unknown[]>(
  action: (...args: TArguments) => Promise<void>,
): Submit<TArguments> {
  const isMounted = useMountedState();
  const latest = useRef(action);
  latest.current = action;
  const running = useRef(false);
  const [state, setState] = useState<{ busy: boolean; error?: unknown }>({
    busy: false,
  });

  const submit = useCallback(
    async (...args: TArguments) => {
      if (running.current) {
        return;
      }
      running.current = true;
      setState({ busy: true });
      let error: unknown;
      try {
        await latest.current(...args);
      } catch (caught) {
        error = caught;
      }
      running.current = false;
      if (isMounted()) {
        setState({ busy: false, error });
      }
    },
    [isMounted],
  );

  return { busy: state.busy, error: state.error, submit };
}
