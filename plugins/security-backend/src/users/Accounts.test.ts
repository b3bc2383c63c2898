import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  InputError,
  NotAllowedError,
  NotFoundError,
  ResponseError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  ListAccountsQuery,
  listAccountsQuerySchema,
  ListAccountsRequest,
} from 'backstage-plugin-security-common';
import { Knex } from 'knex';
import {
  createTestAccount,
  newTestKey,
  openTestStores,
  TEST_API_KEY_CONFIG,
  testSecret,
  TEST_UNUSED_AFTER,
} from '../__testUtils__/testStores';
import { ApiKeyService } from '../apiKeys/ApiKeyService';
import { Keyring } from '../keyring/keyring';
import { Access } from '../permissions/Access';
import { Authorizer } from '../permissions/Authorizer';
import { Person } from '../permissions/requirePerson';
import { AuthorizedServiceAccounts } from '../serviceAccounts/AuthorizedServiceAccounts';
import { OwnerCheck } from '../serviceAccounts/OwnerCheck';
import { ServiceAccountService } from '../serviceAccounts/ServiceAccountService';
import { Accounts } from './Accounts';
import { CatalogUsers } from './CatalogUsers';

jest.setTimeout(60_000);

const PERSON: Person = mockCredentials.user('user:default/admin');
const SERVICE_ACCOUNTS = ['backup', 'deploy', 'nightly-build', 'sync', 'tests'];
const USERS = ['alice', 'bob', 'carol', 'dave', 'eve', 'frank'];
const EVERYBODY = [
  ...SERVICE_ACCOUNTS.map(name => `user:service-account/${name}`),
  ...USERS.map(name => `user:default/${name}`),
];

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
let knex: Knex;

beforeAll(async () => {
  knex = await databases.init('SQLITE_3');
  const { serviceAccounts } = await openTestStores(knex);
  for (const name of SERVICE_ACCOUNTS) {
    await createTestAccount(serviceAccounts, {
      name,
      ownerRef:
        name === 'sync' ? 'group:default/team-b' : 'group:default/team-a',
    });
  }
});

function user(name: string, more: Partial<Entity['metadata']> = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, ...more },
    spec: { profile: { displayName: `Person ${name}` }, memberOf: [] },
  };
}

const CATALOG: Entity[] = [
  ...[...USERS].reverse().map(name => user(name)),
  // The catalog may know service accounts too.
  user('backup', { namespace: 'service-account' }),
  user('unknown-here', { namespace: 'service-account' }),
  { ...user('team-a'), kind: 'Group' },
];

interface Options {
  catalog?: CatalogService;
  canRead?: boolean;
  mayConfigureApiKey?: boolean;
}

const OWNED_BY_TEAM_B = {
  rule: 'IS_OWNER',
  description: 'Allow service accounts owned by one of the given entities',
  params: { owners: ['group:default/team-b'] },
};

const refused = (permission: string) => ({ permission });

async function openAccounts(options: Options = {}) {
  const { canRead = true, mayConfigureApiKey = true } = options;
  const catalog = options.catalog ?? catalogServiceMock({ entities: CATALOG });
  const { serviceAccounts: store, apiKeys } = await openTestStores(knex);
  const access = new Access({
    canRead,
    canCreate: false,
    canBecomeService: false,
    mightConfigureApiKeys: true,
    configureApiKey: () =>
      mayConfigureApiKey
        ? 'allowed'
        : refused('security.user.api-key.configure'),
    revokeApiKey: () => refused('security.user.api-key.revoke'),
    update: ({ name }) =>
      name === 'backup'
        ? 'allowed'
        : refused('security.service-account.update'),
    delete: () => ({
      permission: 'security.service-account.delete',
      unmet: OWNED_BY_TEAM_B,
    }),
    decidedAt: Date.now(),
    lock: undefined,
  });
  const authorizer = { accessOf: async () => access } as Partial<Authorizer>;
  const accounts = new Accounts({
    authorizer: authorizer as Authorizer,
    store,
    serviceAccounts: new AuthorizedServiceAccounts({
      authorizer: authorizer as Authorizer,
      service: new ServiceAccountService({ store, canBeService: false }),
      store,
      catalog,
    }),
    ownerCheck: new OwnerCheck({
      store,
      catalog,
      auth: mockServices.auth(),
      logger: mockServices.logger.mock(),
      missingAfter: 60 * 60 * 1000,
    }),
    apiKeys: new ApiKeyService({
      store: apiKeys,
      keyring: Keyring.create([testSecret('first')]),
      logger: mockServices.logger.mock(),
      config: TEST_API_KEY_CONFIG,
    }),
    users: new CatalogUsers({ catalog }),
    userInfo: mockServices.userInfo({
      ownershipEntityRefs: ['user:default/admin', 'group:Default/Team-B'],
    }),
    unusedAfter: TEST_UNUSED_AFTER,
  });
  const list = (query: ListAccountsRequest = {}) =>
    accounts.list(PERSON, parseQuery(query));
  return { accounts, list, catalog };
}

function parseQuery(query: ListAccountsRequest): ListAccountsQuery {
  return listAccountsQuerySchema.parse(query);
}

async function walk(
  list: (query: ListAccountsRequest) => ReturnType<Accounts['list']>,
  query: ListAccountsRequest,
): Promise<string[][]> {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ ...query, cursor });
    pages.push(page.items.map(({ entityRef }) => entityRef));
    cursor = page.nextCursor;
  } while (cursor !== undefined && pages.length < 100);
  return pages;
}

describe('Accounts', () => {
  describe('list', () => {
    it('shows service accounts, then users, each once', async () => {
      const { list } = await openAccounts();

      const { items, nextCursor } = await list();

      expect(items.map(({ entityRef }) => entityRef)).toEqual(EVERYBODY);
      expect(nextCursor).toBeUndefined();
      expect(items[SERVICE_ACCOUNTS.length]).toEqual({
        type: 'user',
        entityRef: 'user:default/alice',
        namespace: 'default',
        name: 'alice',
        title: 'Person alice',
      });
    });

    it.each([1, 2, 3, 4, 5, 6, 7, 11, 12])(
      'shows everybody once in order in pages of %d',
      async limit => {
        const { list } = await openAccounts();

        const pages = await walk(list, { limit });

        expect(pages.flat()).toEqual(EVERYBODY);
        for (const page of pages.slice(0, -1)) {
          expect(page).toHaveLength(limit);
        }
      },
    );

    it.each([1, 2, 5, 7])(
      'goes backwards within each of the two in pages of %d',
      async limit => {
        const { list } = await openAccounts();
        const pages = await walk(list, { limit, order: 'desc' });
        expect(pages.flat()).toEqual([
          ...EVERYBODY.slice(0, SERVICE_ACCOUNTS.length).reverse(),
          ...EVERYBODY.slice(SERVICE_ACCOUNTS.length).reverse(),
        ]);
      },
    );

    it.each(['owner', 'createdAt'] as const)(
      'orders users by name when service accounts are ordered by %s',
      async orderBy => {
        const { list } = await openAccounts();
        const pages = await walk(list, { limit: 2, orderBy, order: 'desc' });
        expect(pages.flat().sort()).toEqual([...EVERYBODY].sort());
        expect(pages.flat().slice(SERVICE_ACCOUNTS.length)).toEqual(
          EVERYBODY.slice(SERVICE_ACCOUNTS.length),
        );
      },
    );

    it.each([1, 3, 100])('can show users alone, %d a page', async limit => {
      const { list } = await openAccounts();
      const pages = await walk(list, { type: 'user', limit });
      expect(pages.flat()).toEqual(EVERYBODY.slice(SERVICE_ACCOUNTS.length));
    });

    it.each([1, 5, 100])(
      'can show service accounts alone, %d a page',
      async limit => {
        const { list, catalog } = await openAccounts();
        const asked = jest.spyOn(catalog, 'queryEntities');
        const pages = await walk(list, { type: 'service-account', limit });
        expect(pages.flat()).toEqual(
          EVERYBODY.slice(0, SERVICE_ACCOUNTS.length),
        );
        expect(asked).not.toHaveBeenCalled();
      },
    );

    it.each<[string, ListAccountsRequest, string[]]>([
      ['an owner', { owner: 'group:default/team-b' }, ['sync']],
      ['being owned by the caller', { mine: true }, ['sync']],
      [
        'an owner that is the caller’s',
        { mine: true, owner: 'group:default/team-b' },
        ['sync'],
      ],
      ['a key status', { keyStatus: 'none' }, SERVICE_ACCOUNTS],
    ])('leaves users out when filtered by %s', async (_, query, expected) => {
      const { list } = await openAccounts();
      for (const limit of [1, 5, 100]) {
        const pages = await walk(list, { ...query, limit });
        expect(pages.flat()).toEqual(
          expected.map(name => `user:service-account/${name}`),
        );
      }
      expect((await list({ ...query, type: 'user' })).items).toEqual([]);
    });

    it('finds nothing of the caller’s with the owner of somebody else', async () => {
      const { list } = await openAccounts();
      const { items } = await list({
        mine: true,
        owner: 'group:default/team-a',
      });
      expect(items).toEqual([]);
    });

    it('counts what there is to look after, of the owner asked for', async () => {
      const { list } = await openAccounts();
      const figures = {
        active: 0,
        expiring: 0,
        unused: 0,
        ownerMissing: 0,
        unusedAfterDays: 90,
      };
      const search = 'backup';

      expect((await list({ search })).figures).toBeUndefined();
      expect((await list({ search, figures: true })).figures).toEqual({
        ...figures,
        'not-working': 5,
      });
      expect((await list({ mine: true, figures: true })).figures).toEqual({
        ...figures,
        'not-working': 1,
      });
    });

    it('searches both', async () => {
      const { list } = await openAccounts();
      for (const limit of [1, 2, 100]) {
        const pages = await walk(list, { search: 'B', limit });
        expect(pages.flat()).toEqual([
          'user:service-account/backup',
          'user:service-account/nightly-build',
          'user:service-account/sync',
          'user:default/bob',
        ]);
      }
      const pages = await walk(list, { search: 'carol', limit: 1 });
      expect(pages.flat()).toEqual(['user:default/carol']);
    });

    it('asks the catalog for no more than a page, as the caller', async () => {
      const { list, catalog } = await openAccounts();
      const asked = jest.spyOn(catalog, 'queryEntities');

      await list({ limit: 7 });

      expect(asked.mock.calls).toEqual([
        [expect.objectContaining({ limit: 2 }), { credentials: PERSON }],
      ]);
    });

    it('does not ask the catalog while there are service accounts', async () => {
      const { list, catalog } = await openAccounts();
      const asked = jest.spyOn(catalog, 'queryEntities');

      const { items } = await list({ limit: SERVICE_ACCOUNTS.length });

      expect(items).toHaveLength(SERVICE_ACCOUNTS.length);
      expect(asked).not.toHaveBeenCalled();
    });

    it('says what the caller may do, and nothing of the key', async () => {
      const { list } = await openAccounts({ mayConfigureApiKey: false });
      const { serviceAccounts, apiKeys } = await openTestStores(knex);
      const account = (await serviceAccounts.get('tests'))!.account;
      const key = newTestKey();
      await apiKeys.withLockedAccount(account.id, async keys => {
        await keys.insert(key);
      });

      const { items, canCreate } = await list();
      await knex('security_api_keys').delete();

      expect(canCreate).toBe(false);
      expect(items).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            name: 'backup',
            access: {
              canConfigureApiKey: false,
              canRevokeApiKey: false,
              canUpdate: true,
              canDelete: false,
              canBecomeService: false,
              apiKeyRefusal: 'not-permitted',
              refusals: [
                {
                  permission: 'security.service-account.delete',
                  unmet: { rule: 'IS_OWNER' },
                },
              ],
            },
          }),
          expect.objectContaining({
            name: 'tests',
            apiKey: expect.objectContaining({ id: key.id, hint: key.hint }),
          }),
        ]),
      );
      const answer = JSON.stringify(items);
      expect(answer).not.toContain(key.ciphertext);
      expect(answer).not.toContain(key.lookupHash);
    });

    it('refuses who may not read, before it asks anybody', async () => {
      const { list, catalog } = await openAccounts({ canRead: false });
      const asked = jest.spyOn(catalog, 'queryEntities');

      await expect(list()).rejects.toThrow(NotAllowedError);
      await expect(list({ cursor: 'junk' })).rejects.toThrow(NotAllowedError);

      expect(asked).not.toHaveBeenCalled();
    });

    it('refuses a cursor of another order', async () => {
      const { list } = await openAccounts();
      const { nextCursor: cursor } = await list({ limit: 2 });
      await expect(list({ cursor, order: 'desc' })).rejects.toThrow(InputError);
      await expect(list({ cursor, orderBy: 'owner' })).rejects.toThrow(
        InputError,
      );
    });

    it.each([
      ['refuses', 400, InputError],
      ['is broken by', 500, ServiceUnavailableError],
      ['does not let us use', 403, ServiceUnavailableError],
    ])(
      'answers for a catalog that %s the cursor',
      async (_, status, expected) => {
        const { list } = await openAccounts({
          catalog: catalogServiceMock.mock({
            queryEntities: async () => {
              throw await ResponseError.fromResponse({
                ok: false,
                status,
                statusText: 'CANARY',
                headers: new Headers(),
                text: async () => 'CANARY of the catalog',
                json: async () => ({}),
                url: 'http://catalog',
                bodyUsed: false,
                redirected: false,
              } as unknown as Response);
            },
          }),
        });

        const error = await list({ type: 'user' }).catch(e => e);

        expect(error).toBeInstanceOf(expected);
        expect(`${error.message} ${error.cause}`).not.toContain('CANARY');
      },
    );

    it('says that the catalog is not available', async () => {
      const { list } = await openAccounts({
        catalog: catalogServiceMock.mock({
          queryEntities: async () => {
            throw new Error('connect ECONNREFUSED CANARY');
          },
        }),
      });

      await expect(list()).rejects.toThrow(
        new ServiceUnavailableError('The catalog is not available'),
      );
      const withoutUsers = await list({ type: 'service-account' });
      expect(withoutUsers.items).toHaveLength(SERVICE_ACCOUNTS.length);
    });
  });

  describe('get', () => {
    it('gives a service account with the history of its keys', async () => {
      const { accounts } = await openAccounts();
      expect(
        await accounts.get(PERSON, {
          namespace: 'service-account',
          name: 'backup',
        }),
      ).toMatchObject({
        type: 'service-account',
        entityRef: 'user:service-account/backup',
        apiKeys: [],
      });
    });

    it('says at once that the catalog does not know the owner', async () => {
      const get = async (name: string, catalog?: CatalogService) => {
        const { accounts } = await openAccounts({ catalog });
        return accounts.get(PERSON, { namespace: 'service-account', name });
      };
      const down = catalogServiceMock.mock({
        getEntitiesByRefs: async () => {
          throw new Error('down');
        },
      });
      const MISSING = { ownerMissingSince: expect.any(String) };
      expect(await get('sync', down)).not.toMatchObject(MISSING);
      expect(await get('sync')).toMatchObject(MISSING);
      expect(await get('backup')).not.toMatchObject(MISSING);
    });

    it('gives a user', async () => {
      const { accounts } = await openAccounts();
      expect(
        await accounts.get(PERSON, { namespace: 'default', name: 'alice' }),
      ).toMatchObject({ type: 'user', entityRef: 'user:default/alice' });
    });

    it('answers the same for the unknown and for who may not read', async () => {
      const answers = [];
      for (const canRead of [true, false]) {
        const { accounts } = await openAccounts({ canRead });
        for (const ref of [
          { namespace: 'default', name: canRead ? 'nobody' : 'alice' },
          { namespace: 'default', name: 'team-a' },
          {
            namespace: 'service-account',
            name: canRead ? 'unknown-here' : 'backup',
          },
        ]) {
          answers.push(await accounts.get(PERSON, ref).catch(e => e));
        }
      }
      for (const answer of answers) {
        expect(answer).toBeInstanceOf(NotFoundError);
      }
      expect(new Set(answers.map(({ message }) => message)).size).toBe(1);
    });

    it('says that the catalog is not available', async () => {
      const { accounts } = await openAccounts({
        catalog: catalogServiceMock.mock({
          getEntityByRef: async () => {
            throw new Error('CANARY');
          },
        }),
      });
      await expect(
        accounts.get(PERSON, { namespace: 'default', name: 'alice' }),
      ).rejects.toThrow(
        new ServiceUnavailableError('The catalog is not available'),
      );
    });
  });
});
