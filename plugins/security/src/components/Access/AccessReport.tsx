import { Progress } from '@backstage/core-components';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { ServiceAccount } from 'backstage-plugin-security-common';
import { useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import { securityApiRef } from '../../api';
import { securityTranslationRef } from '../../translation';
import { RequestError } from '../RequestError/RequestError';
import { AccessFilters } from './AccessFilters';
import { AccessFilter, countPermissions, filterAccess } from './accessLines';
import { AccessLists } from './AccessLists';
import { DecidedBy } from './DecidedBy';
import { SilentPlugins } from './SilentPlugins';

const NO_FILTER: AccessFilter = { name: '' };

/** What the account may do as it is now; asks again for every check. */
export function AccessReport({
  account: { name, version },
  check,
  onCheckAgain,
}: {
  account: ServiceAccount;
  /** Another one when it is to be asked again. */
  check: number;
  onCheckAgain(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const securityApi = useApi(securityApiRef);
  const [filter, setFilter] = useState(NO_FILTER);
  const {
    value: report,
    loading,
    error,
  } = useAsync(
    () => securityApi.getAccess(name),
    [securityApi, name, version, check],
  );
  if (error && !loading) {
    return (
      <RequestError
        error={error}
        title={t('access.checkFailed')}
        onRetry={onCheckAgain}
      />
    );
  }

  const isKnown = report !== undefined && !loading;
  const shown = isKnown ? filterAccess(report, filter) : [];
  const total = isKnown ? countPermissions(report.plugins) : 0;

  function summary() {
    if (!isKnown) {
      return t('access.checking');
    }
    return total === 0
      ? t('access.noPermissions')
      : t('access.shown', {
          shown: String(countPermissions(shown)),
          total: String(total),
        });
  }

  return (
    <>
      {isKnown ? (
        <>
          <DecidedBy decidedBy={report.decidedBy} />
          {total > 0 && (
            <AccessFilters
              report={report}
              filter={filter}
              onChange={setFilter}
            />
          )}
        </>
      ) : (
        <Progress />
      )}
      <Typography variant="body2" role="status">
        {summary()}
      </Typography>
      {isKnown && (
        <>
          <AccessLists
            report={report}
            shown={shown}
            filter={filter}
            onClear={() => setFilter(NO_FILTER)}
          />
          <SilentPlugins plugins={report.plugins} />
        </>
      )}
    </>
  );
}
