import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  AccessPreview,
  PermissionPreview,
} from 'backstage-plugin-security-common';
import { securityTranslationRef } from '../../translation';
import { AccessGroup, AccessLine } from './accessLines';
import { AccessTable } from './AccessTable';
import { Decision } from './Decision';

const LISTS = ['gained', 'lost', 'changed', 'unknown', 'byName'] as const;

/** The permissions that a change of the account makes a difference to. */
export function AccessChanges({ preview }: { preview: AccessPreview }) {
  const { t } = useTranslationRef(securityTranslationRef);

  function groupsOf(list: (typeof LISTS)[number]) {
    return preview.plugins
      .map(
        ({ pluginId, change, permissions }): AccessGroup => ({
          pluginId,
          note:
            change === list && (list === 'gained' || list === 'lost')
              ? t(`access.preview.plugin.${list}`)
              : undefined,
          permissions: permissions.filter(each => listOf(each) === list),
        }),
      )
      .filter(({ note, permissions }) => note || permissions.length > 0);
  }

  return (
    <>
      {LISTS.map(list => ({ list, groups: groupsOf(list) }))
        .filter(({ groups }) => groups.length > 0)
        .map(({ list, groups }) => (
          <AccessTable
            key={list}
            title={t(`access.preview.lists.${list}`)}
            answer={t('access.columns.then')}
            groups={groups}
            renderAnswer={permission => <Then permission={permission} />}
          />
        ))}
    </>
  );
}

function listOf({ change, dependsOnName }: PermissionPreview) {
  return change === 'same' && dependsOnName ? 'byName' : change;
}

function Then({ permission }: { permission: AccessLine }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { ruledOutBy, dependsOnName } = permission;
  return (
    <>
      {ruledOutBy ? (
        t('access.preview.ruledOut', {
          by: t(`access.ruledOut.by.${ruledOutBy}`),
        })
      ) : (
        <Decision permission={permission} />
      )}
      {dependsOnName && <div>{t('access.preview.dependsOnName')}</div>}
    </>
  );
}
