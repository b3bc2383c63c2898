import { useApi } from '@backstage/core-plugin-api';
import {
  ApiKey,
  ApiKeyUnavailableReason,
  RotateApiKey,
  SERVICE_ACCOUNT_NAMESPACE,
  ServiceAccountDetails,
  ShownApiKey,
} from 'backstage-plugin-security-common';
import { useEffect, useRef, useState } from 'react';
import { securityApiRef } from '../api';
import { unavailableReasonOf } from '../api/errors';
import { graceEnd } from '../components/ApiKeyDialog/graceEnd';

/** What the dialog came for. */
export type ApiKeyAction = 'show' | 'rotate';

interface ReplacedKey {
  hint: string;
  worksUntil?: string;
}

/** Where the dialog stands. Only the step `shown` holds a key. */
export type ApiKeyStep =
  | { name: 'loading' }
  | { name: 'generate'; account: ServiceAccountDetails }
  | { name: 'rotate'; account: ServiceAccountDetails; apiKey: ApiKey }
  | {
      name: 'shown';
      account: ServiceAccountDetails;
      shown: ShownApiKey;
      /** What the key came in place of, and how long that works on. */
      rotated?: ReplacedKey;
    }
  | {
      name: 'unavailable';
      account: ServiceAccountDetails;
      reason: ApiKeyUnavailableReason;
    }
  | { name: 'failed'; error: unknown };

/** Of a new key: undefined for the default, null for never. */
export type ExpiresAt = RotateApiKey['expiresAt'];

export interface ApiKeyFlow {
  step: ApiKeyStep;
  restart(): void;
  generate(account: ServiceAccountDetails, expiresAt: ExpiresAt): void;
  askToRotate(account: ServiceAccountDetails, apiKey: ApiKey): void;
  rotate(
    account: ServiceAccountDetails,
    apiKey: ApiKey,
    options: Pick<RotateApiKey, 'expiresAt' | 'graceSeconds'>,
  ): void;
}

/**
 * The way from a service account's name to its key. The account is read first:
 * what the caller saw may be old, and no key is made unasked.
 */
export function useApiKeyFlow(name: string, action: ApiKeyAction): ApiKeyFlow {
  const securityApi = useApi(securityApiRef);
  const [step, setStep] = useState<ApiKeyStep>({ name: 'loading' });
  const running = useRef<AbortController>();

  /** One call at a time: each one that shows a key is recorded. */
  async function run(work: (signal: AbortSignal) => Promise<ApiKeyStep>) {
    if (running.current) {
      return;
    }
    const controller = new AbortController();
    running.current = controller;
    setStep({ name: 'loading' });
    let next: ApiKeyStep;
    try {
      next = await work(controller.signal);
    } catch (error) {
      next = { name: 'failed', error };
    }
    if (running.current === controller) {
      running.current = undefined;
      setStep(next);
    }
  }

  async function unlessUnavailable(
    account: ServiceAccountDetails,
    shown: Promise<ShownApiKey>,
    rotated?: ReplacedKey,
  ): Promise<ApiKeyStep> {
    try {
      return { name: 'shown', account, shown: await shown, rotated };
    } catch (error) {
      const reason = unavailableReasonOf(error);
      if (reason) {
        return { name: 'unavailable', account, reason };
      }
      throw error;
    }
  }

  async function start(signal: AbortSignal): Promise<ApiKeyStep> {
    const account = await securityApi.getAccount(
      { namespace: SERVICE_ACCOUNT_NAMESPACE, name },
      { signal },
    );
    // Closed meanwhile, or mounted twice by StrictMode: this is not the one.
    if (signal.aborted || account.type !== 'service-account') {
      return { name: 'loading' };
    }
    const { apiKey, status } = account;
    if (status === 'disabled') {
      return { name: 'unavailable', account, reason: 'account-disabled' };
    }
    if (!apiKey || apiKey.status === 'revoked') {
      return { name: 'generate', account };
    }
    return action === 'rotate'
      ? { name: 'rotate', account, apiKey }
      : unlessUnavailable(account, securityApi.showApiKey(account));
  }

  const begin = useRef(() => run(start));
  begin.current = () => run(start);

  useEffect(() => {
    begin.current();
    return () => {
      running.current?.abort();
      running.current = undefined;
    };
  }, [name, action]);

  return {
    step,
    restart: () => run(start),
    generate: (account, expiresAt) =>
      run(() =>
        unlessUnavailable(
          account,
          securityApi.showApiKey(account, { expiresAt }),
        ),
      ),
    askToRotate: (account, apiKey) =>
      setStep({ name: 'rotate', account, apiKey }),
    rotate: (account, apiKey, options) =>
      run(() =>
        unlessUnavailable(
          account,
          securityApi.rotateApiKey(account, { keyId: apiKey.id, ...options }),
          {
            hint: apiKey.hint,
            worksUntil: options.graceSeconds
              ? graceEnd(apiKey, options.graceSeconds)
              : undefined,
          },
        ),
      ),
  };
}
