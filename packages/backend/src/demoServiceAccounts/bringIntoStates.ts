import {
  SecurityApi,
  SERVICE_ACCOUNT_NAMESPACE,
} from 'backstage-plugin-security-common';
import { DemoState } from './demoStates';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Brings accounts into the states that are asked for, as an administrator
 * would. One that ever had a key stays as it is, so that whoever tries the
 * portal with a database on disk finds again what they left.
 *
 * @returns how many accounts got a key
 */
export async function bringIntoStates(options: {
  states: Record<string, DemoState>;
  api: SecurityApi;
  /** Of an administrator. */
  token: string;
  /** Calls any plugin with a key. */
  callWith(apiKey: string): Promise<void>;
}): Promise<number> {
  const { states, api, callWith } = options;
  const as = { token: options.token };
  let made = 0;
  for (const [name, state] of Object.entries(states)) {
    const ref = { namespace: SERVICE_ACCOUNT_NAMESPACE, name };
    const account = await api.getAccount(ref, as);
    if (account.type !== 'service-account' || account.apiKeys.length > 0) {
      continue;
    }
    const expiresAt = new Date(Date.now() + state.days * DAY_MS).toISOString();
    const { apiKey, value } = await api.showApiKey(ref, { expiresAt }, as);
    made += 1;
    if (state.isUsed) {
      await callWith(value);
    }
    if (state.graceDays) {
      const graceSeconds = (state.graceDays * DAY_MS) / 1000;
      const request = { keyId: apiKey.id, graceSeconds, expiresAt };
      await api.rotateApiKey(ref, request, as);
    }
    if (state.isDisabled) {
      const { version } = account;
      const status = 'disabled';
      await api.updateServiceAccount(name, { version, status }, as);
    }
  }
  return made;
}
