import { useApi } from '@backstage/core-plugin-api';
import {
  ListAccountsResponse,
  PolicyCheckUp,
  policyCheckUpSchema,
} from 'backstage-plugin-security-common';
import { useEffect, useState } from 'react';
import { securityApiRef } from '../../api';

/** The list comes first, and what people do with it. */
const ASK_AFTER_MS = 2_000;
const STORED = 'security.policy-check-up';

/**
 * What the policy lets somebody do who has no rights, where there is anything
 * to say of it.
 *
 * @returns `atFirst`: as it was last time in this browser session, so that it
 * can be there before the rows; otherwise `late`, while they are in use
 */
export function usePolicyCheckUp(page: ListAccountsResponse | undefined): {
  atFirst?: PolicyCheckUp;
  late?: PolicyCheckUp;
} {
  const securityApi = useApi(securityApiRef);
  const [atFirst] = useState(restore);
  const [asked, setAsked] = useState<PolicyCheckUp>();
  const isForCaller = page !== undefined && mightHandleKeys(page);

  useEffect(() => {
    if (!isForCaller) {
      return undefined;
    }
    const left = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await securityApi
        .getPolicyCheckUp({ signal: left.signal })
        .catch(() => undefined);
      if (!left.signal.aborted) {
        store(answer);
        setAsked(answer);
      }
    }, ASK_AFTER_MS);
    return () => {
      clearTimeout(timer);
      left.abort();
    };
  }, [securityApi, isForCaller]);

  // Who was signed in before may have been told what this one may not know.
  const isOfAnother = page !== undefined && !isForCaller && !asked;
  useEffect(() => {
    if (isOfAnother) {
      store(undefined);
    }
  }, [isOfAnother]);

  return atFirst && !isOfAnother
    ? { atFirst }
    : { late: asked && isWorthTelling(asked) ? asked : undefined };
}

/** Others would be refused, and the audit log tell of it. */
function mightHandleKeys({ canCreate, items }: ListAccountsResponse): boolean {
  return (
    canCreate ||
    items.some(
      account =>
        account.type === 'service-account' &&
        (account.access.canConfigureApiKey ||
          account.access.apiKeyRefusal === 'guest'),
    )
  );
}

function isWorthTelling({ status, findings }: PolicyCheckUp): boolean {
  return (
    status === 'not-asked' ||
    findings.some(({ permissions }) =>
      permissions.some(({ decision }) => decision !== 'undecided'),
    )
  );
}

function restore(): PolicyCheckUp | undefined {
  try {
    const stored = sessionStorage.getItem(STORED);
    const { data } = policyCheckUpSchema.safeParse(JSON.parse(stored!));
    return data && isWorthTelling(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

function store(checkUp: PolicyCheckUp | undefined): void {
  try {
    sessionStorage.setItem(STORED, JSON.stringify(checkUp ?? null));
  } catch {
    // Then it comes late again.
  }
}
