import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { ProvidedApiKeys } from '../apiKeys/ProvidedApiKeys';
import { AuditTrail, auditTrail } from '../audit/audited';
import { ServiceAccountRecord } from '../records/ServiceAccountRecord';
import { differing } from '../serviceAccounts/differing';
import { ServiceAccountService } from '../serviceAccounts/ServiceAccountService';
import {
  ServiceAccountChanges,
  ServiceAccountStore,
} from '../serviceAccounts/ServiceAccountStore';
import { newAccount, THE_PLUGIN } from './newAccount';
import { DeclaredAccount, SETTING } from './readDeclaredAccounts';

const ATTEMPTS = 5;

/**
 * Makes the service accounts what the configuration says, at start. Several
 * replicas may do so at once: each change is made by one of them, and only
 * where something differs. With different configurations the last start wins.
 */
export class DeclaredAccounts {
  readonly #declared: DeclaredAccount[];
  readonly #store: ServiceAccountStore;
  readonly #service: ServiceAccountService;
  readonly #apiKeys: ProvidedApiKeys;
  readonly #auditor: AuditorService;
  readonly #logger: LoggerService;

  constructor(options: {
    declared: DeclaredAccount[];
    store: ServiceAccountStore;
    service: ServiceAccountService;
    apiKeys: ProvidedApiKeys;
    auditor: AuditorService;
    logger: LoggerService;
  }) {
    this.#declared = options.declared;
    this.#store = options.store;
    this.#service = options.service;
    this.#apiKeys = options.apiKeys;
    this.#auditor = options.auditor;
    this.#logger = options.logger;
  }

  /** @throws InputError that names the path; nothing was changed then */
  async reconcile(): Promise<void> {
    await this.#assertPossible();
    for (const declared of this.#declared) {
      const account = await again(() => this.#bringAbout(declared));
      if (account && declared.apiKey) {
        await this.#provideKey(declared, declared.apiKey, account);
      }
    }
    for (const { name } of await this.#undeclared()) {
      await again(() => this.#disable(name));
    }
  }

  async #assertPossible(): Promise<void> {
    for (const declared of this.#declared) {
      const { path, name, apiKey } = declared;
      try {
        this.#service.assertCanBeMade(newAccount(declared));
      } catch (error) {
        throw error instanceof InputError
          ? new InputError(`${path}.${error.message}`)
          : error;
      }
      const holder = apiKey && (await this.#apiKeys.accountOf(apiKey));
      if (holder && holder !== name) {
        throw new InputError(
          `${path}.apiKey: is or was the API key of another account`,
        );
      }
    }
  }

  /** @returns undefined when the account is left to people */
  async #bringAbout(
    declared: DeclaredAccount,
  ): Promise<ServiceAccountRecord | undefined> {
    const [existing] = await this.#store.getMany([declared.name]);
    if (!existing) {
      const created = await this.#service.create(
        { ...newAccount(declared), ...managed(declared) },
        this.#trail('create'),
      );
      this.#logger.info(
        `Created the service account '${created.name}', as ${SETTING} says`,
      );
      return created;
    }
    if (isLeftToPeople(declared, existing)) {
      this.#logger.warn(
        `${declared.path} is passed over: there is a service account '${declared.name}' that people manage. Add takeOver: true to the entry for the configuration to manage it`,
      );
      return undefined;
    }
    return this.#change(existing, differences(declared, existing));
  }

  async #disable(name: string): Promise<void> {
    const [account] = await this.#store.getMany([name]);
    if (account?.managedBy === 'config') {
      await this.#change(
        account,
        differing(
          {
            status: 'disabled',
            managedBy: 'former-config',
            apiKeyManagedBy: undefined,
          },
          account,
        ),
      );
    }
  }

  async #change(
    account: ServiceAccountRecord,
    changes: ServiceAccountChanges,
  ): Promise<ServiceAccountRecord> {
    const fields = Object.keys(changes);
    if (fields.length === 0) {
      return account;
    }
    const updated = await this.#service.update(
      {
        account,
        version: account.version,
        assertDecisionIsFresh() {},
        trail: this.#trail('update', account),
      },
      changes,
      THE_PLUGIN,
    );
    if (changes.status === 'disabled') {
      this.#logger.warn(
        `Disabled the service account '${account.name}', because it is not in ${SETTING} any more`,
      );
    } else {
      this.#logger.info(
        `Changed the service account '${
          account.name
        }', as ${SETTING} says: ${fields.join(', ')}`,
      );
    }
    return updated.account;
  }

  async #provideKey(
    { path, name }: DeclaredAccount,
    value: string,
    { id }: ServiceAccountRecord,
  ): Promise<void> {
    const outcome = await again(() =>
      this.#apiKeys.provide({
        accountId: id,
        value,
        by: THE_PLUGIN,
        trail: auditTrail(this.#auditor, {
          eventId: 'api-key-generate',
          severityLevel: 'high',
          meta: { account: { name }, source: SETTING },
        }),
      }),
    );
    if (outcome === 'ended') {
      this.#logger.warn(
        `${path}.apiKey has ended and does not come back: '${name}' needs another one`,
      );
    }
  }

  async #undeclared(): Promise<ServiceAccountRecord[]> {
    const names = new Set(this.#declared.map(({ name }) => name));
    const accounts = await this.#store.listManaged();
    return accounts.filter(({ name }) => !names.has(name));
  }

  #trail(actionType: string, account?: ServiceAccountRecord): AuditTrail {
    return auditTrail(this.#auditor, {
      eventId: 'service-account-mutate',
      severityLevel: 'medium',
      meta: {
        actionType,
        ...(account && { account: { name: account.name } }),
        source: SETTING,
      },
    });
  }
}

/** The fields of the account that are not as declared. */
export function differences(
  declared: DeclaredAccount,
  account: ServiceAccountRecord,
): ServiceAccountChanges {
  const { name: _, createdBy: __, ...wanted } = newAccount(declared);
  return differing(
    { ...wanted, ...managed(declared), status: 'active' },
    account,
  );
}

/** Whether the entry does not apply to the account that has its name. */
export function isLeftToPeople(
  declared: DeclaredAccount,
  account: ServiceAccountRecord,
): boolean {
  return !account.managedBy && !declared.takeOver;
}

function managed({ apiKey }: DeclaredAccount): ServiceAccountChanges {
  return {
    managedBy: 'config',
    apiKeyManagedBy: apiKey === undefined ? undefined : 'config',
  };
}

/** Another replica, or a person, may have been first: then it is looked anew. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const isWorthIt =
        error instanceof ConflictError ||
        error instanceof ServiceUnavailableError;
      if (!isWorthIt || attempt === ATTEMPTS) {
        throw error;
      }
    }
  }
}
