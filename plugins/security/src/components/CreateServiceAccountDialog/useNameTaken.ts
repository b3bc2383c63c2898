import { useApi } from '@backstage/core-plugin-api';
import {
  SERVICE_ACCOUNT_NAMESPACE,
  serviceAccountNameSchema,
} from 'backstage-plugin-security-common';
import { useEffect, useState } from 'react';
import { securityApiRef } from '../../api';

const DEBOUNCE_MS = 400;

/** Tells while somebody types whether there is an account of that name. */
export function useNameTaken(name: string): {
  isTaken: boolean;
  markTaken(): void;
} {
  const securityApi = useApi(securityApiRef);
  const [taken, setTaken] = useState<string>();

  useEffect(() => {
    if (!serviceAccountNameSchema.safeParse(name).success) {
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    const timer = setTimeout(
      () =>
        securityApi
          .getAccount(
            { namespace: SERVICE_ACCOUNT_NAMESPACE, name },
            { signal },
          )
          .then(() => !signal.aborted && setTaken(name))
          // There is none, or it is not known: creating it will tell.
          .catch(() => {}),
      DEBOUNCE_MS,
    );
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [securityApi, name]);

  return { isTaken: taken === name, markTaken: () => setTaken(name) };
}
