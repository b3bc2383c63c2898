import { DiscoveryService } from '@backstage/backend-plugin-api';
import {
  SecurityApi,
  SERVICE_ACCOUNT_NAMESPACE,
} from 'backstage-plugin-security-common';
import { setTimeout as sleep } from 'node:timers/promises';

const ADMIN = 'user:default/amara.osei';
const PATIENCE_MS = 5 * 60 * 1000;

/**
 * Signs in as the administrator of the example organisation, as soon as the
 * catalog knows her and her group.
 *
 * @param name - of an account that she may handle the key of then
 * @throws Error when that takes too long
 */
export async function signInAsAdmin(options: {
  discovery: DiscoveryService;
  api: SecurityApi;
  name: string;
}): Promise<string> {
  const { discovery, api, name } = options;
  const ref = { namespace: SERVICE_ACCOUNT_NAMESPACE, name };
  const url = `${await discovery.getBaseUrl('auth')}/persona/refresh`;
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const response = await fetch(url, { headers: { 'x-persona': ADMIN } });
    const body = await response.json();
    const token: string | undefined = body.backstageIdentity?.token;
    const account =
      token && (await api.getAccount(ref, { token }).catch(() => undefined));
    if (
      account &&
      account.type === 'service-account' &&
      account.access.canConfigureApiKey
    ) {
      return token;
    }
    await sleep(1_000);
  }
  throw new Error(`nobody could sign in as ${ADMIN}`);
}

/** @throws Error when the catalog does not let the key in */
export async function callCatalog(
  discovery: DiscoveryService,
  apiKey: string,
): Promise<void> {
  const { ok, status, body } = await fetch(
    `${await discovery.getBaseUrl('catalog')}/entities/by-query?limit=1`,
    { headers: { Authorization: `Bearer ${apiKey}` } },
  );
  await body?.cancel();
  if (!ok) {
    throw new Error(`the catalog answers a key with ${status}`);
  }
}
