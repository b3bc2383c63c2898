import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  apiKeyPrincipalSchema,
  ServiceAccountDetails,
} from 'backstage-plugin-security-common';
import { useState } from 'react';
import { usePortalChoices } from '../../hooks/usePortalChoices';
import { usePortalPlugins } from '../../hooks/usePortalPlugins';
import { useReasons } from '../../hooks/useReasons';
import { securityTranslationRef } from '../../translation';
import { HelpText } from '../HelpText/HelpText';
import { NamePicker } from '../NamePicker/NamePicker';
import { TextInput } from '../TextInput/TextInput';
import { RestrictionsField } from './RestrictionsField';
import { DetailsForm } from './useDetailsForm';

/** As what calls with the key are made, and what they may reach. */
export function ReachFields({
  account,
  form,
}: {
  account: ServiceAccountDetails;
  form: DetailsForm;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const reasons = useReasons();
  const { base, fields, errors } = form;
  const notToBeService = reasons.notToBeService(account);
  const isService = fields.principal === 'service';

  // What is chosen already is looked up at once, for its marks.
  const [isAsked, setAsked] = useState(false);
  const hasNames = fields.plugins.length + fields.restrictions.length > 0;
  const portal = usePortalPlugins({ skip: !hasNames && !isAsked });
  const choices = usePortalChoices(portal);
  const loadPortal = () => setAsked(true);

  return (
    <>
      <TextInput
        select
        id="security-edit-principal"
        label={t('fields.principal')}
        helperText={[
          t(isService ? 'fields.serviceHelp' : 'fields.userHelp'),
          notToBeService,
        ]
          .filter(Boolean)
          .join(' ')}
        SelectProps={{ native: true }}
        InputLabelProps={{ shrink: true }}
        value={fields.principal}
        onChange={principal =>
          form.change({ principal: apiKeyPrincipalSchema.parse(principal) })
        }
      >
        <option value="user">{t('principal.user')}</option>
        <option
          value="service"
          disabled={
            notToBeService !== undefined && base.principal !== 'service'
          }
        >
          {t('principal.service')}
        </option>
      </TextInput>
      {isService && (
        <RestrictionsField
          disabled={notToBeService !== undefined}
          error={errors.restrictions}
          choices={choices}
          loading={portal.loading}
          onOpen={loadPortal}
          value={fields.restrictions}
          onChange={restrictions => form.change({ restrictions })}
        />
      )}
      {(!isService || fields.plugins.length > 0) && (
        <NamePicker
          id="security-edit-plugins"
          label={t('fields.plugins')}
          helperText={t('fields.pluginsHelp')}
          error={errors.plugins}
          choices={choices.plugins}
          loading={portal.loading}
          onOpen={loadPortal}
          value={fields.plugins}
          onChange={plugins => form.change({ plugins })}
        />
      )}
      {portal.error !== undefined && (
        <HelpText variant="outlined" role="status">
          {t('names.loadFailed')}
        </HelpText>
      )}
      <HelpText variant="outlined">{t('fields.neverSecurity')}</HelpText>
    </>
  );
}
