import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import {
  AccessReport,
  AccountUses,
  PluginAccess,
} from 'backstage-plugin-security-common';
import { securityTranslationRef } from '../../translation';
import { AccessFilter, AccessGroup, AccessLine } from './accessLines';
import { AccessTable } from './AccessTable';
import { Decision } from './Decision';
import { UseNote } from './UseNote';
import { usesOfPlugins } from './usesOfPlugins';

/** What the policy answers, and apart from it what the account's reach rules out. */
export function AccessLists({
  report,
  uses,
  shown,
  filter,
  onClear,
}: {
  report: AccessReport;
  /** Undefined as long as they are not known. */
  uses: AccountUses | undefined;
  shown: PluginAccess[];
  filter: AccessFilter;
  onClear(): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const isFiltered = Object.values(filter).some(Boolean);

  const used = uses && usesOfPlugins(uses);
  function noteOf(pluginId: string) {
    const plugin = used?.find(each => each.pluginId === pluginId);
    return uses && plugin && <UseNote plugin={plugin} uses={uses} />;
  }

  const left = shown
    .map(
      ({ pluginId, permissions }): AccessGroup => ({
        pluginId,
        note: noteOf(pluginId),
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
