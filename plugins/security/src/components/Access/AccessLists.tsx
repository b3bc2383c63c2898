import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { AccessReport, PluginAccess } from 'backstage-plugin-security-common';
import { securityTranslationRef } from '../../translation';
import { AccessFilter, AccessGroup, AccessLine } from './accessLines';
import { AccessTable } from './AccessTable';
import { Decision } from './Decision';

/** What the policy answers, and apart from it what the account's reach rules out. */
export function AccessLists({
  report,
  shown,
  filter,
  onClear,
}: {
  report: AccessReport;
  shown: PluginAccess[];
  filter: AccessFilter;
  onClear(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const isFiltered = Boolean(filter.outcome || filter.pluginId || filter.name);

  const left = shown
    .map(
      ({ pluginId, permissions }): AccessGroup => ({
        pluginId,
        permissions: permissions.filter(({ ruledOutBy }) => !ruledOutBy),
      }),
    )
    .filter(({ permissions }) => permissions.length > 0);

  const ruledOut = shown.flatMap((plugin): AccessGroup[] => {
    const permissions = plugin.permissions.filter(
      ({ ruledOutBy }) => ruledOutBy,
    );
    const by = plugin.ruledOutBy ?? permissions[0]?.ruledOutBy;
    const isShown = permissions.length > 0 || !isFiltered;
    return by && isShown
      ? [
          {
            pluginId: plugin.pluginId,
            note: t(`access.ruledOut.by.${by}`),
            permissions,
          },
        ]
      : [];
  });

  if (isFiltered && left.length === 0 && ruledOut.length === 0) {
    return (
      <Button color="primary" variant="outlined" onClick={onClear}>
        {t('access.filters.clear')}
      </Button>
    );
  }
  const common = {
    answer: t('access.columns.policy'),
    renderAnswer: (line: AccessLine) => <Decision permission={line} />,
  };
  return (
    <>
      {left.length > 0 && (
        <AccessTable
          {...common}
          title={t(`access.left.${report.decidedBy}`)}
          groups={left}
        />
      )}
      {ruledOut.length > 0 && (
        <AccessTable
          {...common}
          title={t('access.ruledOut.title')}
          text={t('access.ruledOut.text')}
          groups={ruledOut}
        />
      )}
    </>
  );
}
