import { identityApiRef, useApi } from '@backstage/core-plugin-api';
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
import { isUnanswered, statusOf, unavailableReasonOf } from '../api/errors';
import { answerWithin } from '../api/settle';
import { graceEnd } from '../grace';

/** What the dialog came for. */
export type ApiKeyAction = 'show' | 'rotate';

/** What makes a new key. */
export type ApiKeyChange = 'generate' | 'rotate';

interface ReplacedKey {
  hint: string;
  worksUntil?: string;
}

/** Where the dialog stands. Only the step `shown` holds a key. */
export type ApiKeyStep =
  | { name: 'loading' }
  | { name: 'generate'; account: ServiceAccountDetails }
  | { name: 'rotate'; account: ServiceAccountDetails; apiKey: ApiKey }
  | { name: 'changing'; change: ApiKeyChange }
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
  | {
      /** The answer got lost, but there is a new key. */
      name: 'made';
      change: ApiKeyChange;
      account: ServiceAccountDetails;
      apiKey: ApiKey;
      isMine: boolean;
      old?: ApiKey;
    }
  /** The answer got lost, and so far there is no new key. */
  | { name: 'unchanged'; again(): void }
  /** The answer got lost, and what is cannot be read. */
  | { name: 'unknown'; change: ApiKeyChange; lookAgain(): void }
  | { name: 'failed'; error: unknown };

/** Of a new key: undefined for the default, null for never. */
export type ExpiresAt = RotateApiKey['expiresAt'];

export interface ApiKeyFlow {
  step: ApiKeyStep;
  restart(): void;
  show(): void;
  generate(account: ServiceAccountDetails, expiresAt: ExpiresAt): void;
  askToRotate(account: ServiceAccountDetails, apiKey: ApiKey): void;
  rotate(
    account: ServiceAccountDetails,
    apiKey: ApiKey,
    options: Pick<RotateApiKey, 'expiresAt' | 'graceSeconds'>,
  ): void;
}

const CHANGE_MS = 30_000;
const READ_MS = 15_000;

/**
 * The way from a service account's name to its key. The account is read first:
 * what the caller saw may be old, and no key is made unasked. It is read again
 * when the answer to a change gets lost, before anything is said of it.
 */
export function useApiKeyFlow(name: string, action: ApiKeyAction): ApiKeyFlow {
  const securityApi = useApi(securityApiRef);
  const identityApi = useApi(identityApiRef);
  const [step, setStep] = useState<ApiKeyStep>({ name: 'loading' });
  const running = useRef<AbortController>();
  const hasLostAnswer = useRef(false);

  /** One call at a time: each one that shows a key is recorded. */
  async function run(
    work: (signal: AbortSignal) => Promise<ApiKeyStep>,
    meanwhile: ApiKeyStep = { name: 'loading' },
  ) {
    if (running.current) {
      return;
    }
    const controller = new AbortController();
    running.current = controller;
    setStep(meanwhile);
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

  async function start(
    signal: AbortSignal,
    what: ApiKeyAction = action,
  ): Promise<ApiKeyStep> {
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
    return what === 'rotate'
      ? { name: 'rotate', account, apiKey }
      : unlessUnavailable(account, securityApi.showApiKey(account));
  }

  /** Makes a new key in place of the newest one of the account. */
  function makeKey(
    change: ApiKeyChange,
    account: ServiceAccountDetails,
    call: (signal: AbortSignal) => Promise<ShownApiKey>,
    rotated?: ReplacedKey,
  ) {
    const meanwhile: ApiKeyStep = { name: 'changing', change };

    async function look(): Promise<ApiKeyStep> {
      try {
        const latest = await answerWithin(READ_MS, signal =>
          securityApi.getAccount(account, { signal }),
        );
        if (latest.type !== 'service-account') {
          return { name: 'loading' };
        }
        const { apiKey } = latest;
        if (!apiKey || apiKey.id === account.apiKey?.id) {
          return { name: 'unchanged', again: () => run(attempt, meanwhile) };
        }
        return {
          name: 'made',
          change,
          account: latest,
          apiKey,
          isMine: apiKey.createdBy === (await whoAmI()),
          old: latest.apiKeys.find(({ id }) => id === account.apiKey?.id),
        };
      } catch {
        return {
          name: 'unknown',
          change,
          lookAgain: () => run(look, meanwhile),
        };
      }
    }

    async function attempt(): Promise<ApiKeyStep> {
      try {
        return await unlessUnavailable(
          account,
          answerWithin(CHANGE_MS, call),
          rotated,
        );
      } catch (error) {
        // The attempt before may have come through, and be what is in the way.
        const isOwnConflict = hasLostAnswer.current && statusOf(error) === 409;
        if (!isUnanswered(error) && !isOwnConflict) {
          throw error;
        }
        hasLostAnswer.current = true;
        const seen = await look();
        if (isOwnConflict && seen.name === 'unchanged') {
          throw error;
        }
        return seen;
      }
    }

    return run(attempt, meanwhile);
  }

  async function whoAmI(): Promise<string | undefined> {
    try {
      return (await identityApi.getBackstageIdentity()).userEntityRef;
    } catch {
      return undefined;
    }
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
    show: () => run(signal => start(signal, 'show')),
    generate: (account, expiresAt) =>
      makeKey('generate', account, signal =>
        securityApi.showApiKey(account, { expiresAt }, { signal }),
      ),
    askToRotate: (account, apiKey) =>
      setStep({ name: 'rotate', account, apiKey }),
    rotate: (account, apiKey, options) =>
      makeKey(
        'rotate',
        account,
        signal =>
          securityApi.rotateApiKey(
            account,
            { keyId: apiKey.id, ...options },
            { signal },
          ),
        {
          hint: apiKey.hint,
          worksUntil: options.graceSeconds
            ? graceEnd(apiKey, options.graceSeconds)
            : undefined,
        },
      ),
  };
}
