import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { SERVICE_ACCOUNT_NAMESPACE } from 'backstage-plugin-security-common';
import { ServiceAccountRecord } from '../records/ServiceAccountRecord';
import { DAY_MS, Warning } from './warningsOf';

export type Notice = NotificationSendOptions['payload'];

/** By these people turn notices off: they never change. */
const TOPICS = {
  expiry: 'api-key-expiry',
  unused: 'api-key-unused',
  owner: 'service-account-owner',
} as const;

/**
 * What the owner reads. Of a key nothing but its hint.
 *
 * @param now - milliseconds since 1970
 */
export function noticeOf(
  account: ServiceAccountRecord,
  warning: Warning,
  now: number,
): Notice {
  const topic = TOPICS[warning.kind];
  return {
    ...textOf(account, warning, now),
    link: `/security/users/${SERVICE_ACCOUNT_NAMESPACE}/${account.name}`,
    topic,
    // A later notice replaces this one, also that of the next key.
    scope: `${topic}:${account.id}`,
  };
}

function textOf(
  { name, ownerRef }: ServiceAccountRecord,
  warning: Warning,
  now: number,
): Pick<Notice, 'title' | 'description' | 'severity'> {
  switch (warning.kind) {
    case 'expiry': {
      const { hint, expiresAt } = warning.apiKey;
      return {
        title: `API key of ${name} expires ${inDays(expiresAt!, now)}`,
        description: `The key that ends in …${hint} stops working at ${utc(
          expiresAt!,
        )}. Rotate it before, and give the new key to whatever uses this one.`,
        severity: severityOf(warning.step),
      };
    }
    case 'unused': {
      const { hint, lastUsedAt } = warning.apiKey;
      const last = lastUsedAt
        ? `last used at ${utc(lastUsedAt)}`
        : 'never used';
      return {
        title: `API key of ${name} is not used`,
        description: `The key that ends in …${hint} was ${last}. Revoke it when nothing needs it any more.`,
        severity: 'low',
      };
    }
    default:
      return {
        title: `${name} has no owner`,
        description: `The catalog does not know ${ownerRef} any more, so nobody answers for the service account. Choose another owner.`,
        severity: 'high',
      };
  }
}

function severityOf(days: number): Notice['severity'] {
  if (days <= 1) {
    return 'critical';
  }
  return days <= 7 ? 'high' : 'normal';
}

function inDays(time: Date, now: number): string {
  const days = Math.ceil((time.getTime() - now) / DAY_MS);
  return days <= 1 ? 'within a day' : `in ${days} days`;
}

/** To the minute: 2026-12-03 08:00 UTC. */
function utc(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
