import {
  StatusError,
  StatusOK,
  StatusPending,
  StatusWarning,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PermissionAccess } from 'backstage-plugin-security-common';
import { ComponentType, PropsWithChildren } from 'react';
import { securityTranslationRef } from '../../translation';
import { Conditions } from './Conditions';

type Icon = ComponentType<PropsWithChildren<{ variant?: 'body2' }>>;

const ICONS: Record<PermissionAccess['decision'], Icon> = {
  allowed: StatusOK,
  conditional: StatusPending,
  denied: StatusError,
  undecided: StatusWarning,
  'not-asked': ({ children }) => <>{children}</>,
};

/** What the policy says of a permission, with its conditions or why not. */
export function Decision({ permission }: { permission: PermissionAccess }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { decision, conditions, reason } = permission;
  const Status = ICONS[decision];
  return (
    <>
      {/* The status components of the portal are hidden from screen readers. */}
      <Status variant="body2" aria-hidden={undefined} aria-label={undefined}>
        {t(`access.decision.${decision}`)}
      </Status>
      {conditions && <Conditions condition={conditions} />}
      {reason && <div>{t(`access.undecided.${reason}`)}</div>}
    </>
  );
}
