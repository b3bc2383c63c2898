import { useApi } from '@backstage/core-plugin-api';
import {
  ApiKey,
  ApiKeyUnavailableReason,
  SERVICE_ACCOUNT_NAMESPACE,
  ShownApiKey,
} from 'backstage-plugin-security-common';
import { useEffect, useRef, useState } from 'react';
import { securityApiRef } from '../api';
import { unavailableReasonOf } from '../api/errors';

/** What the dialog came for. */
export type ApiKeyAction = 'show' | 'rotate';

/** Where the dialog stands. Only the step `shown` holds a key. */
export type ApiKeyStep =
  | { name: 'loading' }
  | { name: 'confirm-generate'; apiKey: ApiKey }
  | { name: 'confirm-rotate'; apiKey: ApiKey }
  | { name: 'shown'; shown: ShownApiKey; rotated: boolean }
  | { name: 'unavailable'; reason: ApiKeyUnavailableReason; apiKey?: ApiKey }
  | { name: 'failed'; error: unknown };

export interface ApiKeyFlow {
  step: ApiKeyStep;
  restart(): void;
  generate(): void;
  askToRotate(apiKey: ApiKey): void;
  rotate(apiKey: ApiKey): void;
}

/**
 * The way from a service account's name to its key. The account is read first:
 * what the caller saw may be old, and a revoked key is not replaced unasked.
 */
export function useApiKeyFlow(name: string, action: ApiKeyAction): ApiKeyFlow {
  const securityApi = useApi(securityApiRef);
  const [step, setStep] = useState<ApiKeyStep>({ name: 'loading' });
  const newest = useRef<ApiKey>();
  const running = useRef<AbortController>();
  const account = { namespace: SERVICE_ACCOUNT_NAMESPACE, name };

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
      const reason = unavailableReasonOf(error);
      next = reason
        ? { name: 'unavailable', reason, apiKey: newest.current }
        : { name: 'failed', error };
    }
    if (running.current === controller) {
      running.current = undefined;
      setStep(next);
    }
  }

  async function show(): Promise<ApiKeyStep> {
    const shown = await securityApi.showApiKey(account);
    return { name: 'shown', shown, rotated: false };
  }

  async function start(signal: AbortSignal): Promise<ApiKeyStep> {
    const details = await securityApi.getAccount(account, { signal });
    // Closed meanwhile, or mounted twice by StrictMode: this is not the one.
    if (signal.aborted) {
      return { name: 'loading' };
    }
    newest.current = 'apiKey' in details ? details.apiKey : undefined;
    if (newest.current?.status === 'revoked') {
      return { name: 'confirm-generate', apiKey: newest.current };
    }
    if (newest.current && action === 'rotate') {
      return { name: 'confirm-rotate', apiKey: newest.current };
    }
    return show();
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
    generate: () => run(show),
    askToRotate: apiKey => setStep({ name: 'confirm-rotate', apiKey }),
    rotate: apiKey =>
      run(async () => {
        const shown = await securityApi.rotateApiKey(account, {
          keyId: apiKey.id,
        });
        return { name: 'shown', shown, rotated: true };
      }),
  };
}
