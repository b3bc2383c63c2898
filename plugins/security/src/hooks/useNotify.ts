import { toastApiRef, useApiHolder } from '@backstage/frontend-plugin-api';
import { createContext, useContext, useEffect } from 'react';

/** Whether a dialog is around: a toast would cover its buttons. */
export const InDialog = createContext(false);

let latest: { close(): void } | undefined;

/**
 * Says that something worked. An app without toasts goes without, and a dialog
 * shows it itself.
 */
export function useNotify(): (title: string) => void {
  const toastApi = useApiHolder().get(toastApiRef);
  const isInDialog = useContext(InDialog);
  return title => {
    if (!isInDialog) {
      latest = toastApi?.post({ title, status: 'success', timeout: 5000 });
    }
  };
}

/** Takes away what was said before. */
export function useNoToast() {
  useEffect(() => latest?.close(), []);
}
