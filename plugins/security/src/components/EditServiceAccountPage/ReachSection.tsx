import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ServiceAccountDetails } from 'backstage-plugin-security-common';
import { ReactNode } from 'react';
import { useReasons } from '../../hooks/useReasons';
import { UnsavedChanges } from '../../hooks/useUnsavedChanges';
import { securityTranslationRef } from '../../translation';
import { PreviewAccess } from '../Access/PreviewAccess';
import { Facts } from '../Facts/Facts';
import { PluginNames, RestrictionNames } from '../PluginNames/PluginNames';
import { EditableSection } from './EditableSection';
import { ReachFields } from './ReachFields';
import { Editing } from './useEditing';

/** As what calls with the key are made, and what they may reach. */
export function ReachSection({
  account,
  editing,
  askBefore,
}: {
  account: ServiceAccountDetails;
  editing: Editing;
  askBefore: UnsavedChanges['askBefore'];
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const reasons = useReasons();
  const { principal, plugins, restrictions } = account;
  const isService = principal === 'service';

  const facts: Array<[string, ReactNode]> = [
    [t('fields.principal'), t(`principal.${principal}`)],
  ];
  if (isService && restrictions) {
    facts.push([
      t('fields.restrictions'),
      <RestrictionNames key="restrictions" restrictions={restrictions} />,
    ]);
  }
  if (plugins) {
    facts.push([
      t('fields.plugins'),
      <PluginNames key="plugins" ids={plugins} />,
    ]);
  } else if (!isService) {
    facts.push([t('fields.plugins'), t('editPage.reach.allPlugins')]);
  }

  return (
    <EditableSection
      name="reach"
      title={t('editPage.reach.title')}
      facts={<Facts facts={facts} />}
      editing={editing}
      canEdit={reasons.notToChangeReach(account) === undefined}
      askBefore={askBefore}
    >
      <ReachFields account={account} form={editing.form} />
      <PreviewAccess name={account.name} changes={editing.form.changes} />
    </EditableSection>
  );
}
