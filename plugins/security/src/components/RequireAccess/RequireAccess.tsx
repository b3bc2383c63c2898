import { Progress } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { PropsWithChildren } from 'react';
import { useAccess } from '../../hooks/useAccess';
import { securityTranslationRef } from '../../translation';
import { Message } from '../Message/Message';
import { NoAccess } from '../NoAccess/NoAccess';

/** The backend decides; this only says it sooner, and in words. */
export function RequireAccess({ children }: PropsWithChildren<{}>) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { isAllowed, error, retry } = useAccess();
  if (isAllowed !== undefined) {
    return isAllowed ? <>{children}</> : <NoAccess />;
  }
  return error ? (
    <Message
      title={t('module.permissionCheckFailed.title')}
      text={t('module.permissionCheckFailed.text')}
      action={
        <Button variant="outlined" color="primary" onClick={retry}>
          {t('common.retry')}
        </Button>
      }
    />
  ) : (
    <Progress />
  );
}
