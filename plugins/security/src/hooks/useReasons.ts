import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Account,
  ListAccountsResponse,
  securityApiKeyConfigurePermission,
  securityApiKeyRevokePermission,
  securityServiceAccountCreatePermission,
  securityServiceAccountUpdatePermission,
  securityServicePrincipalConfigurePermission,
  ServiceAccount,
  ServiceAccountDetails,
} from 'backstage-plugin-security-common';
import { securityTranslationRef } from '../translation';
import { useWhyRefused } from './useWhyRefused';

/** Each answers why something cannot be done now; undefined when it can. */
export interface Reasons {
  notToCreate(
    page: Pick<ListAccountsResponse, 'canCreate' | 'createRefusal'>,
  ): string | undefined;
  notToOpen(account: Account | undefined): string | undefined;
  notToUpdate(account: ServiceAccount): string | undefined;
  /** Owner, principal, plugins and restrictions: they are part of the key. */
  notToChangeReach(account: ServiceAccount): string | undefined;
  notToBeService(account: ServiceAccountDetails): string | undefined;
  notToConfigureApiKey(account: ServiceAccount): string | undefined;
  /** Neither the first key nor another one. */
  notToMakeApiKey(account: ServiceAccount): string | undefined;
  notToShowApiKey(account: Account | undefined): string | undefined;
  notToRotate(account: ServiceAccount): string | undefined;
  /** A key of the account that can be ended. */
  notToRevoke(account: ServiceAccount): string | undefined;
  /** Any key of the account, as far as the list knows it. */
  notToRevokeAny(account: ServiceAccount): string | undefined;
  notToDisable(account: ServiceAccount): string | undefined;
}

export function useReasons(): Reasons {
  const { t } = useTranslationRef(securityTranslationRef);
  const whyRefused = useWhyRefused();

  function lackOfApiKeyPermission({ access }: ServiceAccount) {
    const configure = securityApiKeyConfigurePermission;
    const revoke = securityApiKeyRevokePermission;
    switch (access.apiKeyRefusal) {
      case 'permissions-disabled':
        return t('reasons.permissionsDisabled');
      case 'guest':
        return t('reasons.guest');
      default:
        return access.canRevokeApiKey
          ? sentences(
              t('reasons.noApiKey', { permission: configure.name }),
              whyRefused(access, configure),
            )
          : sentences(
              t('reasons.noApiKeyNorRevoke', {
                configure: configure.name,
                revoke: revoke.name,
              }),
              whyRefused(access, configure, revoke),
            );
    }
  }

  function notToRevoke(account: ServiceAccount) {
    return account.access.canRevokeApiKey
      ? undefined
      : lackOfApiKeyPermission(account);
  }

  function notToConfigureApiKey(account: ServiceAccount) {
    return account.access.canConfigureApiKey
      ? undefined
      : lackOfApiKeyPermission(account);
  }

  function notToMakeApiKey(account: ServiceAccount) {
    return (
      notToConfigureApiKey(account) ??
      (account.apiKeyManagedBy ? t('reasons.keyFromConfig') : undefined)
    );
  }

  function notToUpdate({ access, managedBy }: ServiceAccount) {
    if (access.canUpdate) {
      return undefined;
    }
    if (managedBy === 'config') {
      return t('reasons.managedByConfig');
    }
    return access.apiKeyRefusal === 'permissions-disabled'
      ? t('reasons.permissionsDisabled')
      : sentences(
          t('reasons.noEdit', {
            permission: securityServiceAccountUpdatePermission.name,
          }),
          whyRefused(access, securityServiceAccountUpdatePermission),
        );
  }

  function notToChangeReach(account: ServiceAccount) {
    const { canUpdate, canConfigureApiKey, apiKeyRefusal } = account.access;
    if (canUpdate && canConfigureApiKey) {
      return undefined;
    }
    if (account.managedBy === 'config') {
      return t('reasons.managedByConfig');
    }
    return apiKeyRefusal === 'permissions-disabled' || apiKeyRefusal === 'guest'
      ? notToConfigureApiKey(account)
      : sentences(
          t('reasons.noReach', {
            update: securityServiceAccountUpdatePermission.name,
            configure: securityApiKeyConfigurePermission.name,
          }),
          whyRefused(
            account.access,
            securityServiceAccountUpdatePermission,
            securityApiKeyConfigurePermission,
          ),
        );
  }

  return {
    notToCreate: ({ canCreate, createRefusal }) => {
      if (canCreate) {
        return undefined;
      }
      return createRefusal === 'permissions-disabled'
        ? t('reasons.permissionsDisabled')
        : t('reasons.noCreate', {
            permission: securityServiceAccountCreatePermission.name,
          });
    },
    notToOpen: account => {
      if (account?.type !== 'service-account') {
        return account
          ? t('reasons.userAccount')
          : t('reasons.nothingSelected');
      }
      const { canRevokeApiKey, canDelete } = account.access;
      return canRevokeApiKey || canDelete ? undefined : notToUpdate(account);
    },
    notToUpdate,
    notToChangeReach,
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
    notToConfigureApiKey,
    notToMakeApiKey,
    notToShowApiKey: account => {
      if (account?.type !== 'service-account') {
        return account
          ? t('reasons.userAccount')
          : t('reasons.nothingSelected');
      }
      return hasNoneToRotate(account)
        ? notToMakeApiKey(account)
        : notToConfigureApiKey(account);
    },
    notToRotate: account => {
      const refusal = notToMakeApiKey(account);
      if (refusal) {
        return refusal;
      }
      if (account.status === 'disabled') {
        return t('reasons.accountDisabled');
      }
      return hasNoneToRotate(account)
        ? t('reasons.nothingToRotate')
        : undefined;
    },
    notToRevoke,
    notToRevokeAny: account =>
      notToRevoke(account) ??
      (['none', 'revoked', 'expired'].includes(account.keyState.status)
        ? t('reasons.nothingToRevoke')
        : undefined),
    notToDisable: account =>
      notToUpdate(account) ??
      (account.status === 'disabled'
        ? t('reasons.alreadyDisabled')
        : undefined),
  };
}

function hasNoneToRotate({ apiKey }: ServiceAccount): boolean {
  return !apiKey || apiKey.status === 'revoked';
}

function sentences(...some: Array<string | undefined>): string {
  return some.filter(Boolean).join(' ');
}
