import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { ApiKeySelf } from 'backstage-plugin-security-common';
import { useState } from 'react';
import { securityApiRef } from '../../api';
import { statusOf } from '../../api/errors';
import { useDates } from '../../hooks/useDates';
import { useSubmit } from '../../hooks/useSubmit';
import { securityTranslationRef } from '../../translation';
import { Facts } from '../Facts/Facts';
import { RequestError } from '../RequestError/RequestError';

const useStyles = makeStyles(theme => ({
  result: {
    marginTop: theme.spacing(1),
  },
}));

/** Calls the portal with the key, and says what the portal takes it for. */
export function ApiKeyTest({ value }: { value: string }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const securityApi = useApi(securityApiRef);
  const classes = useStyles();
  const [self, setSelf] = useState<ApiKeySelf>();
  const test = useSubmit(async () => {
    setSelf(undefined);
    setSelf(await securityApi.getSelf(value));
  });

  return (
    <div>
      <Button
        variant="outlined"
        disabled={test.busy}
        onClick={() => test.submit()}
      >
        {t('apiKeyDialog.test.button')}
      </Button>
      <div role="status">
        {self && (
          <Alert severity="success" role="note" className={classes.result}>
            {t('apiKeyDialog.test.works')}
            <SelfFacts self={self} />
          </Alert>
        )}
      </div>
      {statusOf(test.error) === 401 ? (
        <Alert severity="error" className={classes.result}>
          {t('apiKeyDialog.test.refused')}
        </Alert>
      ) : (
        <RequestError error={test.error} onRetry={() => test.submit()} />
      )}
    </div>
  );
}

function SelfFacts({ self }: { self: ApiKeySelf }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { absolute } = useDates();

  function reach() {
    if (self.restrictions) {
      return self.restrictions
        .map(({ plugin, permissions }) =>
          permissions ? `${plugin} (${permissions.join(', ')})` : plugin,
        )
        .join(', ');
    }
    return self.plugins?.join(', ') ?? t('apiKeyDialog.test.allPlugins');
  }

  return (
    <Facts
      facts={[
        [t('apiKeyDialog.test.who'), self.entityRef],
        [t('apiKeyDialog.test.owns'), self.ownershipEntityRefs.join(', ')],
        [t('fields.principal'), t(`principal.${self.principal}`)],
        [t('apiKeyDialog.test.reach'), reach()],
        [
          t('apiKeyDialog.test.until'),
          self.validUntil ? absolute(self.validUntil) : t('expiry.never'),
        ],
      ]}
    />
  );
}
