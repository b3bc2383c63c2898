import {
  StatusAborted,
  StatusError,
  StatusOK,
  StatusWarning,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  AccountKeyState,
  AccountKeyStatus,
  daysLeft,
} from 'backstage-plugin-security-common';
import { ComponentType, PropsWithChildren } from 'react';
import { securityTranslationRef } from '../../translation';

type Icon = ComponentType<PropsWithChildren<{ variant?: 'body2' }>>;

const ICONS: Record<Exclude<AccountKeyStatus, 'none'>, Icon> = {
  active: StatusOK,
  retiring: StatusWarning,
  disabled: StatusAborted,
  lost: StatusError,
  expired: StatusError,
  revoked: StatusAborted,
};

/** How a key stands, or all keys of an account, in a word and with an icon. */
export function ApiKeyStatusLabel({
  state,
  now,
}: {
  state: Pick<AccountKeyState, 'status' | 'worksUntil'>;
  now: number;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { status } = state;
  if (status === 'none') {
    return <>{t('keyStatus.none')}</>;
  }
  const days = status === 'active' ? daysLeft(state, now) : undefined;
  const Status = days === undefined ? ICONS[status] : StatusWarning;
  return (
    // The status components of the portal are hidden from screen readers.
    <Status variant="body2" aria-hidden={undefined} aria-label={undefined}>
      {days === undefined
        ? t(`keyStatus.${status}`)
        : t('keyStatus.expiresIn', { count: days })}
    </Status>
  );
}
