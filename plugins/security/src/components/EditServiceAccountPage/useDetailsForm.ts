import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  AccountDetails,
  ApiKeyPrincipal,
  ServiceAccount,
  updateServiceAccountSchema,
  UpdateServiceAccount,
} from 'backstage-plugin-security-common';
import { useState } from 'react';
import { securityApiRef } from '../../api';
import { statusOf } from '../../api/errors';
import { settle } from '../../api/settle';
import { useFieldErrors } from '../../hooks/useFieldErrors';
import { useNotify } from '../../hooks/useNotify';
import { useSubmit } from '../../hooks/useSubmit';
import { securityTranslationRef } from '../../translation';
import { Restriction } from './RestrictionsField';

interface Fields {
  title: string;
  description: string;
  ownerRef: string;
  principal: ApiKeyPrincipal;
  /** All of them when there are none. */
  plugins: string[];
  /** Of a service. */
  restrictions: Restriction[];
}

export type DetailsForm = ReturnType<typeof useDetailsForm>;

/**
 * The form's fields, over the account that they were read from. That base stays
 * what it was when the page reads the account again, so nothing typed is lost
 * and the backend can tell when somebody else was faster.
 */
export function useDetailsForm(
  account: ServiceAccount,
  reloadAccount: () => Promise<AccountDetails | undefined>,
  onSaved?: () => void,
) {
  const { t } = useTranslationRef(securityTranslationRef);
  const securityApi = useApi(securityApiRef);
  const notify = useNotify();
  const [base, setBase] = useState(account);
  const [fields, setFields] = useState(() => fieldsOf(account));
  const [isDropped, setDropped] = useState(false);

  const changes = changesOf(base, fields);
  const hasChanges = Object.keys(changes).length > 0;
  const errors = useFieldErrors(updateServiceAccountSchema, {
    version: base.version,
    ...changes,
  });

  function startFrom(to: ServiceAccount) {
    setBase(to);
    setFields(fieldsOf(to));
    setDropped(true);
  }

  const save = useSubmit(async () => {
    const saved = await settle(
      async () => {
        try {
          return await securityApi.updateServiceAccount(base.name, {
            version: base.version,
            ...changes,
          });
        } catch (error) {
          if (statusOf(error) === 404) {
            await reloadAccount();
          }
          throw error;
        }
      },
      async () => {
        const latest = await securityApi.getAccount(base);
        return latest.type === 'service-account' &&
          latest.version === base.version + 1 &&
          isSame(changesOf(latest, fields), {})
          ? latest
          : undefined;
      },
    );
    startFrom(saved);
    notify(t('editPage.saved', { name: saved.name }));
    await reloadAccount();
    onSaved?.();
  });

  return {
    base,
    fields,
    changes,
    hasChanges,
    errors,
    /** Why saving failed, until the account is taken as it is now. */
    error: isDropped ? undefined : save.error,
    canSave: hasChanges && Object.keys(errors).length === 0 && !save.busy,
    startFrom,
    change: (values: Partial<Fields>) => setFields({ ...fields, ...values }),
    save: () => {
      setDropped(false);
      return save.submit();
    },
    reload: async () => {
      const latest = await reloadAccount();
      if (latest?.type === 'service-account') {
        startFrom(latest);
      }
    },
  };
}

function fieldsOf(account: ServiceAccount): Fields {
  return {
    title: account.title ?? '',
    description: account.description ?? '',
    ownerRef: account.ownerRef,
    principal: account.principal,
    plugins: account.plugins ?? [],
    restrictions: (account.restrictions ?? []).map(
      ({ plugin, permissions = [] }) => ({ plugin, permissions }),
    ),
  };
}

function changesOf(
  base: ServiceAccount,
  fields: Fields,
): Omit<UpdateServiceAccount, 'version'> {
  const before = fieldsOf(base);
  return {
    ...(fields.title !== before.title && { title: fields.title }),
    ...(fields.description !== before.description && {
      description: fields.description,
    }),
    ...(fields.ownerRef !== before.ownerRef && { ownerRef: fields.ownerRef }),
    ...(fields.principal !== before.principal && {
      principal: fields.principal,
    }),
    ...(!isSame(fields.plugins, before.plugins) && {
      plugins: fields.plugins.length > 0 ? fields.plugins : null,
    }),
    // The backend drops the restrictions of what becomes a user.
    ...(fields.principal === 'service' &&
      !(
        before.principal === 'service' &&
        isSame(fields.restrictions, before.restrictions)
      ) && { restrictions: fields.restrictions.map(toRestriction) }),
  };
}

function toRestriction({ plugin, permissions }: Restriction) {
  return permissions.length > 0 ? { plugin, permissions } : { plugin };
}

function isSame(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
