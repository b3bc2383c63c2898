import {
  StatusAborted,
  StatusError,
  StatusOK,
  StatusWarning,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ApiKey } from 'backstage-plugin-security-common';
import { ComponentType, PropsWithChildren } from 'react';
import { securityTranslationRef } from '../../translation';
import { apiKeyState, ApiKeyState } from './apiKeyState';

type Icon = ComponentType<PropsWithChildren<{ variant?: 'body2' }>>;

const ICONS: Record<Exclude<ApiKeyState['name'], 'none'>, Icon> = {
  active: StatusOK,
  expiring: StatusWarning,
  retiring: StatusWarning,
  expired: StatusError,
  revoked: StatusAborted,
};

/** How a key stands, in a word and with an icon. */
export function ApiKeyStatusLabel({ apiKey }: { apiKey: ApiKey | undefined }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const state = apiKeyState(apiKey);
  if (state.name === 'none') {
    return <>{t('keyStatus.none')}</>;
  }
  const Status = ICONS[state.name];
  return (
    // The status components of the portal are hidden from screen readers.
    <Status variant="body2" aria-hidden={undefined} aria-label={undefined}>
      {state.name === 'expiring'
        ? t('keyStatus.expiresIn', { count: state.days })
        : t(`keyStatus.${state.name}`)}
    </Status>
  );
}
