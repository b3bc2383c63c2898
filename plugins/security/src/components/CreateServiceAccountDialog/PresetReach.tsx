import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ReactNode } from 'react';
import { securityTranslationRef } from '../../translation';
import { Facts } from '../Facts/Facts';
import { PluginNames, RestrictionNames } from '../PluginNames/PluginNames';
import { AccountPreset } from './useCreateForm';

/** What the account will reach, as decided before the dialog opened. */
export function PresetReach({ preset }: { preset: AccountPreset }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { principal, plugins, restrictions } = preset;
  const facts: Array<[string, ReactNode]> = [];
  if (principal) {
    facts.push([t('fields.principal'), t(`principal.${principal}`)]);
  }
  if (plugins) {
    facts.push([
      t('fields.plugins'),
      <PluginNames key="plugins" ids={plugins} />,
    ]);
  }
  if (restrictions) {
    facts.push([
      t('fields.restrictions'),
      <RestrictionNames key="restrictions" restrictions={restrictions} />,
    ]);
  }
  return facts.length > 0 ? <Facts facts={facts} /> : null;
}
