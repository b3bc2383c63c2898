// What the half of the list costs that comes from the catalog: its users.
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import createKnex, { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { cpus } from 'node:os';
import { startPostgres } from '../scripts/postgres';
import { fetchTokens, startBackend } from './verification/backend';
import {
  format,
  heading,
  inTurns,
  ratios,
  row,
  spreadOf,
} from './verification/measure';

process.env.NODE_ENV = 'production';
process.env.LOG_LEVEL = 'error';

const SIZES = [1_000, 10_000];
const ROUNDS = 40;
const LIMIT = 25;

interface Page {
  items: unknown[];
  nextCursor?: string;
}

async function main() {
  console.log(
    `${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}`,
  );
  const postgres = await startPostgres();
  await measure('SQLite', 18_131, () => ({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
  }));
  await measure('PostgreSQL', 18_133, size => ({
    client: 'pg',
    connection: postgres.connectionString,
    searchPath: [`users_${size}`],
  }));
}

async function measure(
  title: string,
  firstPort: number,
  configOf: (size: number) => Knex.Config,
) {
  const portals = [];
  for (const [index, size] of SIZES.entries()) {
    portals.push(await startPortal(firstPort + index, size, configOf(size)));
  }
  const deep = await Promise.all(
    portals.map(portal => portal.cursorOfPage(Math.min(100, portal.pages))),
  );
  console.log(
    heading([
      `${title}, ms`,
      ...SIZES.map(size => `${size.toLocaleString('en')} users`),
      'ratio',
      'catalog: statements',
    ]),
  );
  for (const [subject, query] of [
    ['first page', () => ''],
    ['page 100 (or the last)', (i: number) => `&cursor=${deep[i]}`],
    ['a search with one hit', () => '&search=person-00420'],
    ['a search with many hits', () => '&search=person-00'],
    ['a search without a hit', () => '&search=nobody-here'],
  ] as Array<[string, (portal: number) => string]>) {
    const before = portals[1].statements();
    await portals[1].list(query(1));
    const statements = portals[1].statements() - before;
    const [small, large] = await inTurns(
      ROUNDS,
      portals.map((portal, index) => async () => {
        const start = performance.now();
        await portal.list(query(index));
        return performance.now() - start;
      }),
    );
    console.log(
      row([
        subject,
        format(spreadOf(small), 1),
        format(spreadOf(large), 1),
        format(ratios(large, small), 2),
        statements,
      ]),
    );
  }
}

async function startPortal(port: number, users: number, config: Knex.Config) {
  const catalog = createKnex(config);
  const [schema] = catalog.client.config.searchPath ?? [];
  if (schema) {
    await catalog.raw('create schema ??', [schema]);
  }
  let statements = 0;
  await startBackend({
    port,
    features: [
      catalogPlugin,
      createServiceFactory({
        service: coreServices.database,
        deps: { plugin: coreServices.pluginMetadata },
        factory: ({ plugin }) => {
          const knex =
            plugin.getId() === 'catalog'
              ? catalog
              : createKnex({
                  client: 'better-sqlite3',
                  connection: ':memory:',
                  useNullAsDefault: true,
                });
          return { getClient: async () => knex };
        },
      }),
    ],
  });
  await catalog.transaction(trx => insertUsers(trx, users));
  await catalog.raw('analyze');
  const { userToken } = await fetchTokens(port);
  catalog.on('query', () => {
    statements += 1;
  });
  const list = async (query: string): Promise<Page> => {
    const response = await fetch(
      `http://127.0.0.1:${port}/api/security/v1/users?type=user&limit=${LIMIT}${query}`,
      { headers: { Authorization: `Bearer ${userToken}` } },
    );
    if (!response.ok) {
      throw new Error(`${response.status} ${await response.text()}`);
    }
    return (await response.json()) as Page;
  };
  return {
    list,
    pages: users / LIMIT,
    statements: () => statements,
    async cursorOfPage(number: number): Promise<string> {
      let page = await list('');
      for (let at = 2; at < number; at++) {
        page = await list(`&cursor=${page.nextCursor}`);
      }
      return page.nextCursor!;
    },
  };
}

/** Into the tables themselves: the catalog takes in some 65 a second. */
async function insertUsers(
  trx: Knex.Transaction,
  count: number,
): Promise<void> {
  const far = new Date('2099-01-01');
  for (let first = 0; first < count; first += 100) {
    const users = Array.from({ length: 100 }, (_, index) => {
      const name = `person-${String(first + index).padStart(5, '0')}`;
      const title = `Person ${first + index}`;
      const id = randomUUID();
      const entity = {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'User',
        metadata: { namespace: 'default', name, uid: id },
        spec: { profile: { displayName: title }, memberOf: [] },
        relations: [],
      };
      return { id, ref: `user:default/${name}`, entity };
    });
    await trx('refresh_state').insert(
      users.map(({ id, ref, entity }) => ({
        entity_id: id,
        entity_ref: ref,
        unprocessed_entity: JSON.stringify(entity),
        processed_entity: JSON.stringify(entity),
        errors: '[]',
        next_update_at: far,
        last_discovery_at: new Date(),
      })),
    );
    await trx('final_entities').insert(
      users.map(({ id, ref, entity }) => ({
        entity_id: id,
        entity_ref: ref,
        hash: id,
        final_entity: JSON.stringify(entity),
      })),
    );
    await trx.batchInsert(
      'search',
      users.flatMap(({ id, entity }) =>
        Object.entries({
          kind: 'User',
          'metadata.namespace': 'default',
          'metadata.name': entity.metadata.name,
          'metadata.uid': id,
          'spec.profile.displayname': entity.spec.profile.displayName,
        }).map(([key, value]) => ({
          entity_id: id,
          key,
          value: value.toLowerCase(),
          original_value: value,
        })),
      ),
      100,
    );
  }
}

main().then(
  () => process.exit(),
  error => {
    console.error(error);
    process.exit(1);
  },
);
