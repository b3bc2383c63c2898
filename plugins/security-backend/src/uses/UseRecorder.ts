import { AuditorService } from '@backstage/backend-plugin-api';
import { serviceAccountEntityRef } from 'backstage-plugin-security-common';
import { audited } from '../audit/audited';
import { AccountUseStore, FirstUse, KeyUse } from './AccountUseStore';

/** Counts which plugins accounts call, and tells the audit log of new ones. */
export class UseRecorder {
  readonly #store: AccountUseStore;
  readonly #auditor: AuditorService;

  constructor(options: { store: AccountUseStore; auditor: AuditorService }) {
    this.#store = options.store;
    this.#auditor = options.auditor;
  }

  /** @throws when none of it was written */
  async record(uses: KeyUse[]): Promise<void> {
    await this.#store.add(uses, async firstUses => {
      // At once, as others wait for the transaction meanwhile.
      await Promise.all(firstUses.map(firstUse => this.#tell(firstUse)));
    });
  }

  async #tell({ account, pluginId }: FirstUse): Promise<void> {
    await audited(
      this.#auditor,
      // The call itself is over.
      undefined,
      {
        eventId: 'plugin-first-use',
        severityLevel: 'low',
        meta: {
          account: serviceAccountEntityRef(account.name),
          accountId: account.id,
          pluginId,
        },
      },
      async () => {},
    );
  }
}
