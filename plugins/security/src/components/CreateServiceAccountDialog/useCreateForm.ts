import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CreateServiceAccount,
  createServiceAccountSchema,
  SERVICE_ACCOUNT_NAMESPACE,
  ServiceAccount,
} from 'backstage-plugin-security-common';
import { useState } from 'react';
import { securityApiRef } from '../../api';
import { statusOf } from '../../api/errors';
import { settle } from '../../api/settle';
import { useFieldErrors } from '../../hooks/useFieldErrors';
import { useMyGroups } from '../../hooks/useMyGroups';
import { useSubmit } from '../../hooks/useSubmit';
import { securityTranslationRef } from '../../translation';
import { suggestName } from './suggestName';
import { useNameTaken } from './useNameTaken';

/** In their order on the screen. */
const FIELDS = ['title', 'name', 'ownerRef', 'description'] as const;
type FieldName = (typeof FIELDS)[number];
type Typed = Partial<Record<FieldName, string>>;

/** What is there before anybody types. The reach stays as it is. */
export type AccountPreset = Partial<CreateServiceAccount>;

export const idOf = (field: FieldName) => `security-create-${field}`;

export function focusField(field: FieldName) {
  document.getElementById(idOf(field))?.focus();
}

export type CreateForm = ReturnType<typeof useCreateForm>;

/** What is typed to make a service account, and what is wrong with it. */
export function useCreateForm(
  onCreated: (account: ServiceAccount, next: { showApiKey: boolean }) => void,
  preset: AccountPreset,
) {
  const { t } = useTranslationRef(securityTranslationRef);
  const securityApi = useApi(securityApiRef);
  const identityApi = useApi(identityApiRef);
  const myGroups = useMyGroups();
  const [typed, setTyped] = useState<Typed>({});
  const [isChecked, setChecked] = useState(false);

  const title = typed.title ?? preset.title ?? '';
  const fields = {
    name: typed.name ?? preset.name ?? suggestName(title),
    title,
    description: typed.description ?? preset.description ?? '',
    ownerRef:
      typed.ownerRef ??
      preset.ownerRef ??
      (myGroups?.length === 1 ? myGroups[0] : ''),
  };
  const { isTaken, markTaken } = useNameTaken(fields.name);
  const invalid = useFieldErrors(createServiceAccountSchema, fields);
  const errors: Typed = {
    ...invalid,
    name: isChecked || fields.name ? invalid.name : undefined,
    ownerRef: isChecked ? invalid.ownerRef : undefined,
    ...(isTaken && { name: t('fields.nameTaken') }),
  };

  /** Where the answer to creating it got lost: what there is by now. */
  async function findCreated(): Promise<ServiceAccount | undefined> {
    try {
      const [account, me] = await Promise.all([
        securityApi.getAccount({
          namespace: SERVICE_ACCOUNT_NAMESPACE,
          name: fields.name,
        }),
        identityApi.getBackstageIdentity(),
      ]);
      return account.type === 'service-account' &&
        account.createdBy === me.userEntityRef &&
        account.ownerRef === fields.ownerRef &&
        (account.title ?? '') === fields.title.trim()
        ? account
        : undefined;
    } catch (error) {
      if (statusOf(error) === 404) {
        return undefined;
      }
      throw error;
    }
  }

  const { busy, error, submit } = useSubmit(async (showApiKey: boolean) => {
    try {
      const account = await settle(
        () => securityApi.createServiceAccount({ ...preset, ...fields }),
        findCreated,
      );
      onCreated(account, { showApiKey });
    } catch (caught) {
      if (statusOf(caught) !== 409) {
        throw caught;
      }
      markTaken();
      focusField('name');
    }
  });

  return {
    fields,
    errors,
    busy,
    error,
    isTouched: Object.values(typed).some(Boolean),
    change: (changes: Typed) => setTyped({ ...typed, ...changes }),
    submit(next: { showApiKey: boolean }) {
      setChecked(true);
      const wrong = FIELDS.find(field => invalid[field]);
      if (wrong) {
        focusField(wrong);
      } else {
        submit(next.showApiKey);
      }
    },
  };
}
