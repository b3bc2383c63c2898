import { useApi } from '@backstage/core-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  PermissionApi,
  permissionApiRef,
} from '@backstage/plugin-permission-react';
import { securityConfigurationReadPermission } from 'backstage-plugin-security-common';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import useInterval from 'react-use/esm/useInterval';

const REQUEST = { permission: securityConfigurationReadPermission };
const PATIENCE_MS = 10_000;
const RETRY_MS = 10_000;

export interface Access {
  /** Undefined as long as it is not known. */
  isAllowed?: boolean;
  /** Why it is not known. It is asked again from time to time, and by `retry`. */
  error?: unknown;
  retry(): void;
}

/**
 * Whether this person may see the module. `usePermission` does not do here: it
 * waits for ever where no answer comes, cannot be asked again, and takes back a
 * yes, together with the page and all that was typed on it, when it asks again
 * by itself and the permission backend fails.
 */
export function useAccess(): Access {
  const permissionApi = useApi(permissionApiRef);
  const { value, error, retry } = useAsyncRetry(
    () => withPatience(() => askOnce(permissionApi)),
    [permissionApi],
  );
  useInterval(retry, error ? RETRY_MS : null);
  return {
    isAllowed: value && value.result === AuthorizeResult.ALLOW,
    error,
    retry,
  };
}

const SHARED_MS = 2_000;

const answers = new WeakMap<
  PermissionApi,
  ReturnType<PermissionApi['authorize']>
>();

/** The entry of the navigation and the page ask at the same time: once. */
function askOnce(permissionApi: PermissionApi) {
  const shared = answers.get(permissionApi);
  if (shared) {
    return shared;
  }
  const answer = permissionApi.authorize(REQUEST);
  const forget = () => {
    answers.delete(permissionApi);
  };
  answers.set(permissionApi, answer);
  answer.then(() => setTimeout(forget, SHARED_MS), forget);
  return answer;
}

async function withPatience<T>(ask: () => Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new TypeError('The permission backend does not answer')),
      PATIENCE_MS,
    );
  });
  return Promise.race([ask(), tooLate]).finally(() => clearTimeout(timer));
}
