import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Account,
  ApiKey,
  securityApiKeyConfigurePermission,
  securityServiceAccountCreatePermission,
  securityServiceAccountDeletePermission,
  securityServiceAccountUpdatePermission,
  securityServicePrincipalConfigurePermission,
  ServiceAccount,
  ServiceAccountDetails,
} from 'backstage-plugin-security-common';
import { securityTranslationRef } from '../translation';

/** Each answers why something cannot be done now; undefined when it can. */
export interface Reasons {
  notToCreate(canCreate: boolean): string | undefined;
  notToOpen(account: Account | undefined): string | undefined;
  notToUpdate(account: ServiceAccount): string | undefined;
  notToChangeOwner(account: ServiceAccount): string | undefined;
  notToBeService(account: ServiceAccountDetails): string | undefined;
  notToDelete(account: ServiceAccount): string | undefined;
  notToConfigureApiKey(account: ServiceAccount): string | undefined;
  notToShowApiKey(account: Account | undefined): string | undefined;
  notToRotate(account: ServiceAccount): string | undefined;
  notToRevoke(account: ServiceAccount): string | undefined;
  notToRevokeAll(account: ServiceAccountDetails): string | undefined;
}

export function useReasons(): Reasons {
  const { t } = useTranslationRef(securityTranslationRef);

  function notToConfigureApiKey({ access }: ServiceAccount) {
    if (access.canConfigureApiKey) {
      return undefined;
    }
    switch (access.apiKeyRefusal) {
      case 'permissions-disabled':
        return t('reasons.permissionsDisabled');
      case 'guest':
        return t('reasons.guest');
      default:
        return t('reasons.noApiKey', {
          permission: securityApiKeyConfigurePermission.name,
        });
    }
  }

  function notToUpdate({ access }: ServiceAccount) {
    return access.canUpdate
      ? undefined
      : t('reasons.noEdit', {
          permission: securityServiceAccountUpdatePermission.name,
        });
  }

  return {
    notToCreate: canCreate =>
      canCreate
        ? undefined
        : t('reasons.noCreate', {
            permission: securityServiceAccountCreatePermission.name,
          }),
    notToOpen: account => {
      if (account?.type !== 'service-account') {
        return account
          ? t('reasons.usersComeFromCatalog')
          : t('reasons.nothingSelected');
      }
      const { canConfigureApiKey, canDelete } = account.access;
      return canConfigureApiKey || canDelete ? undefined : notToUpdate(account);
    },
    notToUpdate,
    notToChangeOwner: account =>
      notToUpdate(account) ??
      (account.access.canConfigureApiKey
        ? undefined
        : t('reasons.ownerNeedsApiKey', {
            permission: securityApiKeyConfigurePermission.name,
          })),
    notToBeService: ({ access, apiKeyPolicy }) => {
      if (!apiKeyPolicy.canBeService) {
        return t('reasons.noServices');
      }
      return access.canBecomeService
        ? undefined
        : t('reasons.noService', {
            permission: securityServicePrincipalConfigurePermission.name,
          });
    },
    notToDelete: ({ access }) =>
      access.canDelete
        ? undefined
        : t('reasons.noDelete', {
            permission: securityServiceAccountDeletePermission.name,
          }),
    notToConfigureApiKey,
    notToShowApiKey: account => {
      if (account?.type !== 'service-account') {
        return account
          ? t('reasons.onlyServiceAccountsHaveKeys')
          : t('reasons.nothingSelected');
      }
      return notToConfigureApiKey(account);
    },
    notToRotate: account => {
      const refusal = notToConfigureApiKey(account);
      if (refusal) {
        return refusal;
      }
      if (account.status === 'disabled') {
        return t('reasons.accountDisabled');
      }
      return hasEnded(account.apiKey)
        ? t('reasons.nothingToRotate')
        : undefined;
    },
    notToRevoke: account =>
      notToConfigureApiKey(account) ??
      (hasEnded(account.apiKey) ? t('reasons.nothingToRevoke') : undefined),
    notToRevokeAll: account =>
      notToConfigureApiKey(account) ??
      (account.apiKeys.some(
        ({ status }) => status === 'active' || status === 'retiring',
      )
        ? undefined
        : t('reasons.nothingToRevoke')),
  };
}

function hasEnded(apiKey: ApiKey | undefined): boolean {
  return !apiKey || apiKey.status === 'revoked';
}
