import { LinkButton, Progress } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import Chip from '@material-ui/core/Chip';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  SERVICE_ACCOUNT_NAMESPACE,
  ServiceAccount,
} from 'backstage-plugin-security-common';
import { statusOf } from '../../api/errors';
import { useAccess } from '../../hooks/useAccess';
import { useAccount } from '../../hooks/useAccount';
import { useReasons } from '../../hooks/useReasons';
import { isServiceAccount } from '../../isServiceAccount';
import { accountRouteRef } from '../../routes';
import { securityTranslationRef } from '../../translation';
import { Facts } from '../Facts/Facts';
import { RequestError } from '../RequestError/RequestError';
import { KeyCell, LastUseCell } from '../UsersPage/KeyCells';
import { OwnerLink } from '../UsersPage/OwnerLink';

const useStyles = makeStyles(theme => ({
  text: {
    marginBottom: theme.spacing(2),
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-line',
  },
  chip: {
    margin: 0,
  },
}));

/**
 * What Security knows of the service account of an entity page. There is nothing
 * for who may not view the module, or as long as that is not known.
 */
export function ServiceAccountEntityCard() {
  const { entity } = useEntity();
  const { isAllowed } = useAccess();
  const { name } = entity.metadata;
  return isAllowed && isServiceAccount(entity) ? (
    <AccountCard key={name} name={name} />
  ) : null;
}

function AccountCard({ name }: { name: string }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const reasons = useReasons();
  const accountRoute = useRouteRef(accountRouteRef);
  const { account, error, reload } = useAccount(
    SERVICE_ACCOUNT_NAMESPACE,
    name,
  );
  const isGone = statusOf(error) === 404;

  function content() {
    if (isGone) {
      return (
        <Typography variant="body2">
          {t('entityCards.account.gone', { name })}
        </Typography>
      );
    }
    if (account?.type === 'service-account') {
      return <AccountFacts account={account} />;
    }
    return error === undefined ? (
      <Progress />
    ) : (
      <RequestError
        error={error}
        title={t('editPage.loadFailed')}
        onRetry={() => reload()}
      />
    );
  }

  return (
    <EntityInfoCard
      title={t('account.type.serviceAccount')}
      footerActions={
        account &&
        !isGone && (
          <LinkButton
            color="primary"
            variant="outlined"
            to={accountRoute(account)}
          >
            {reasons.notToOpen(account)
              ? t('entityCards.account.open')
              : t('usersPage.toolbar.edit')}
          </LinkButton>
        )
      }
    >
      {content()}
    </EntityInfoCard>
  );
}

function AccountFacts({ account }: { account: ServiceAccount }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const isDisabled = account.status === 'disabled';
  return (
    <>
      <Typography variant="body2" className={classes.text}>
        {t('entityCards.account.text')}
      </Typography>
      <Facts
        facts={[
          [t('account.owner'), <OwnerLink key="owner" account={account} />],
          [
            t('account.status'),
            <Chip
              key="status"
              size="small"
              variant={isDisabled ? 'default' : 'outlined'}
              className={classes.chip}
              label={t(isDisabled ? 'account.disabled' : 'account.enabled')}
            />,
          ],
          [
            t('usersPage.table.keyStatus'),
            <KeyCell key="key" account={account} />,
          ],
          [
            t('usersPage.table.lastUsed'),
            <LastUseCell key="use" account={account} />,
          ],
        ]}
      />
    </>
  );
}
