import { Progress } from '@backstage/core-components';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { ServiceAccount } from 'backstage-plugin-security-common';
import { RefObject, useEffect, useRef, useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import { securityApiRef } from '../../api';
import { AccountState } from '../../hooks/useAccount';
import { useNumber } from '../../hooks/useNumber';
import { securityTranslationRef } from '../../translation';
import { RequestError } from '../RequestError/RequestError';
import { AccessFilters } from './AccessFilters';
import { AccessFilter, countPermissions, filterAccess } from './accessLines';
import { AccessLists } from './AccessLists';
import { DecidedBy } from './DecidedBy';
import { PluginUses } from './PluginUses';
import { SilentPlugins } from './SilentPlugins';

const NO_FILTER: AccessFilter = { name: '' };

/** What the account may do as it is now; asks again for every check. */
export function AccessReport({
  account,
  check,
  isEditing,
  onCheckAgain,
  reload,
  titleRef,
}: {
  account: ServiceAccount;
  /** Another one when it is to be asked again. */
  check: number;
  /** The account is being edited on its page. */
  isEditing: boolean;
  onCheckAgain(): void;
  reload: AccountState['reload'];
  /** Where the focus goes when there is no other place for it. */
  titleRef: RefObject<HTMLElement>;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { name, version } = account;
  const securityApi = useApi(securityApiRef);
  const number = useNumber();
  const [filter, setFilter] = useState(NO_FILTER);
  const {
    value: report,
    loading,
    error,
  } = useAsync(
    () => securityApi.getAccess(name),
    [securityApi, name, version, check],
  );
  const uses = useAsync(
    () => securityApi.getUses(name),
    [securityApi, name, version, check],
  );
  const knownUses = uses.loading ? undefined : uses.value;

  // The button that opened the dialog goes with what it limited.
  const isLimited = useRef(false);
  useEffect(() => {
    if (isLimited.current && knownUses) {
      isLimited.current = false;
      if (document.activeElement === document.body) {
        titleRef.current?.focus();
      }
    }
  }, [knownUses, titleRef]);
  function onLimited() {
    isLimited.current = true;
    reload();
  }

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
  const shown = isKnown ? filterAccess(report, filter, knownUses) : [];
  const total = isKnown ? countPermissions(report.plugins) : 0;

  function summary() {
    if (!isKnown) {
      return t('access.checking');
    }
    return total === 0
      ? t('access.noPermissions')
      : t('access.shown', {
          shown: number(countPermissions(shown)),
          total: number(total),
        });
  }

  return (
    <>
      {knownUses && (
        <PluginUses
          account={account}
          uses={knownUses}
          isEditing={isEditing}
          onLimited={onLimited}
        />
      )}
      {uses.error && !uses.loading && (
        <RequestError
          error={uses.error}
          title={t('access.uses.loadFailed')}
          onRetry={onCheckAgain}
        />
      )}
      {isKnown ? (
        <>
          <DecidedBy decidedBy={report.decidedBy} />
          {total > 0 && (
            <AccessFilters
              report={report}
              uses={knownUses}
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
            uses={knownUses}
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
