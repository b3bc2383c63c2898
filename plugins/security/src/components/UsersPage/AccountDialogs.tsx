import { Account, ServiceAccount } from 'backstage-plugin-security-common';
import { lazy, Suspense } from 'react';
import type { ApiKeyAction } from '../../hooks/useApiKeyFlow';
import type { BulkAction } from '../BulkDialog/useBulk';
import type { AccountPreset } from '../CreateServiceAccountDialog/useCreateForm';

// None of them is needed before somebody asks for it.
const ApiKeyDialog = lazy(() =>
  import('../ApiKeyDialog/ApiKeyDialog').then(m => ({
    default: m.ApiKeyDialog,
  })),
);
const BulkDialog = lazy(() =>
  import('../BulkDialog/BulkDialog').then(m => ({ default: m.BulkDialog })),
);
const CreateServiceAccountDialog = lazy(() =>
  import('../CreateServiceAccountDialog/CreateServiceAccountDialog').then(
    m => ({ default: m.CreateServiceAccountDialog }),
  ),
);
const DisableDialog = lazy(() =>
  import('../DisableDialog/DisableDialog').then(m => ({
    default: m.DisableDialog,
  })),
);
const EnableDialog = lazy(() =>
  import('../DisableDialog/EnableDialog').then(m => ({
    default: m.EnableDialog,
  })),
);
const RevokeDialog = lazy(() =>
  import('../RevokeApiKeyDialog/RevokeDialog').then(m => ({
    default: m.RevokeDialog,
  })),
);

/** The dialog that is open above a list. */
export type ListDialog =
  | { kind: 'create'; preset?: AccountPreset }
  | { kind: 'key'; name: string; action: ApiKeyAction }
  | { kind: 'revoke' | 'disable' | 'enable'; account: ServiceAccount }
  | { kind: 'bulk'; action: BulkAction; accounts: Account[] };

/** Shows the dialog that was asked for, and loads what it needs then. */
export function AccountDialogs({
  dialog,
  onCreated,
  onClose,
  onChanged,
}: {
  dialog: ListDialog | undefined;
  onCreated(account: ServiceAccount, next: { showApiKey: boolean }): void;
  onClose(): void;
  /** Something is not what it was; the dialog is to go. */
  onChanged(): void;
}) {
  return <Suspense fallback={null}>{content()}</Suspense>;

  function content() {
    switch (dialog?.kind) {
      case 'create':
        return (
          <CreateServiceAccountDialog
            preset={dialog.preset}
            onClose={onClose}
            onCreated={onCreated}
          />
        );
      case 'key':
        return (
          <ApiKeyDialog
            name={dialog.name}
            action={dialog.action}
            onClose={onChanged}
          />
        );
      case 'revoke':
        return (
          <RevokeDialog
            account={dialog.account}
            onClose={onClose}
            onChanged={onChanged}
          />
        );
      case 'disable':
        return (
          <DisableDialog
            account={dialog.account}
            onClose={onClose}
            onChanged={onChanged}
          />
        );
      case 'enable':
        return (
          <EnableDialog
            account={dialog.account}
            onClose={onClose}
            onChanged={onChanged}
          />
        );
      case 'bulk':
        return (
          <BulkDialog
            action={dialog.action}
            accounts={dialog.accounts}
            onClose={isChanged => (isChanged ? onChanged() : onClose())}
          />
        );
      default:
        return null;
    }
  }
}
