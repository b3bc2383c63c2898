import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import {
  SERVICE_ACCOUNT_NAMESPACE,
  ServiceAccountDetails,
} from 'backstage-plugin-security-common';
import { useEffect, useRef, useState } from 'react';
import { securityApiRef } from '../api';
import { graceEnd } from '../grace';
import {
  ApiKeyAction,
  ApiKeyChange,
  ApiKeyFlow,
  ApiKeyStep,
  ExpiresAt,
} from './apiKeySteps';
import { ApiKeyMaking, makeApiKey, unlessUnavailable } from './makeApiKey';

export type { ApiKeyAction, ApiKeyChange, ApiKeyFlow, ApiKeyStep, ExpiresAt };

/**
 * The way from a service account's name to its key. The account is read first:
 * what the caller saw may be old, and no key is made unasked.
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

  function make(making: ApiKeyMaking): Promise<ApiKeyStep> {
    const meanwhile: ApiKeyStep = { name: 'changing', change: making.change };
    setStep(meanwhile);
    return makeApiKey(making, {
      securityApi,
      whoAmI,
      hasLostAnswer,
      run: work => run(work, meanwhile),
    });
  }

  function generating(
    account: ServiceAccountDetails,
    expiresAt?: ExpiresAt,
  ): ApiKeyMaking {
    return {
      change: 'generate',
      account,
      call: signal =>
        securityApi.showApiKey(account, { expiresAt }, { signal }),
    };
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
    const { apiKey, status, access } = account;
    if (!access.canConfigureApiKey) {
      return { name: 'unavailable', account, reason: 'not-permitted' };
    }
    if (status === 'disabled') {
      return { name: 'unavailable', account, reason: 'account-disabled' };
    }
    const isThere = apiKey && apiKey.status !== 'revoked';
    if (account.apiKeyManagedBy && (!isThere || what !== 'show')) {
      return { name: 'unavailable', account, reason: 'from-config' };
    }
    if (!apiKey && what === 'generate') {
      return make(generating(account));
    }
    if (!isThere) {
      return { name: 'generate', account };
    }
    return what === 'rotate'
      ? { name: 'rotate', account, apiKey }
      : unlessUnavailable(account, securityApi.showApiKey(account));
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
      run(() => make(generating(account, expiresAt))),
    askToRotate: (account, apiKey) =>
      setStep({ name: 'rotate', account, apiKey }),
    rotate: (account, apiKey, options) =>
      run(() =>
        make({
          change: 'rotate',
          account,
          call: signal =>
            securityApi.rotateApiKey(
              account,
              { keyId: apiKey.id, ...options },
              { signal },
            ),
          replaced: {
            hint: apiKey.hint,
            worksUntil: options.graceSeconds
              ? graceEnd(apiKey, options.graceSeconds)
              : undefined,
          },
        }),
      ),
  };
}
