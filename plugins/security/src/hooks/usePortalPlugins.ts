import { useApi } from '@backstage/core-plugin-api';
import { PortalPlugin } from 'backstage-plugin-security-common';
import useAsync from 'react-use/esm/useAsync';
import { securityApiRef } from '../api';

const MAX_AGE_MS = 60_000;

type Api = (typeof securityApiRef)['T'];

const answers = new WeakMap<
  Api,
  { at: number; plugins: Promise<PortalPlugin[]> }
>();

export interface PortalPlugins {
  /** Undefined as long as they are not known. */
  plugins?: PortalPlugin[];
  loading: boolean;
  error?: unknown;
}

/**
 * The plugins of this portal and their permissions: one request for everything
 * on the page that asks.
 */
export function usePortalPlugins(options: { skip: boolean }): PortalPlugins {
  const securityApi = useApi(securityApiRef);
  const { skip } = options;
  const { value, loading, error } = useAsync(
    async () => (skip ? undefined : pluginsOf(securityApi)),
    [securityApi, skip],
  );
  return { plugins: value, loading: loading && !skip, error };
}

function pluginsOf(securityApi: Api): Promise<PortalPlugin[]> {
  const known = answers.get(securityApi);
  if (known && Date.now() - known.at < MAX_AGE_MS) {
    return known.plugins;
  }
  const plugins = securityApi.listPlugins().then(({ items }) => items);
  answers.set(securityApi, { at: Date.now(), plugins });
  plugins.catch(() => answers.delete(securityApi));
  return plugins;
}
