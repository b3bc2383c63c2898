import { JsonObject } from '@backstage/types';
import {
  SERVICE_ACCOUNT_NAMESPACE,
  withoutApiKeys,
} from 'backstage-plugin-security-common';
import { Zod3 } from './PersonActions';

/** What callers are told of `serviceAccountPathSchema`. */
export function toldAccount(zod: Zod3) {
  return {
    name: zod
      .string()
      .describe('Name of the service account, such as nightly-build'),
  };
}

/** As the HTTP API writes it. */
export function accountMeta(name: string): JsonObject {
  return {
    account: {
      namespace: SERVICE_ACCOUNT_NAMESPACE,
      name: withoutApiKeys(name),
    },
  };
}
