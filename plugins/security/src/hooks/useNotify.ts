import { toastApiRef, useApiHolder } from '@backstage/frontend-plugin-api';

/** Says that something worked. An app without toasts goes without. */
export function useNotify(): (title: string) => void {
  const toastApi = useApiHolder().get(toastApiRef);
  return title => toastApi?.post({ title, status: 'success', timeout: 5000 });
}
