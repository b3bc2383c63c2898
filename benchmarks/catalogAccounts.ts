// What it costs to have thousands of service accounts in the catalog: time,
// processor and memory of a process that runs the catalog and the security
// plugin.
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { spawnSync } from 'node:child_process';
import createKnex, { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { SecurityFeed } from '../plugins/catalog-backend-module-security/src/SecurityFeed';
import { ServiceAccountEntityProvider } from '../plugins/catalog-backend-module-security/src/ServiceAccountEntityProvider';
import { ServiceAccountOwnerProcessor } from '../plugins/catalog-backend-module-security/src/ServiceAccountOwnerProcessor';
import { startPostgres } from '../scripts/postgres';
import { fetchTokens, startBackend } from './verification/backend';
import { heading, row } from './verification/measure';

process.env.NODE_ENV = 'production';
process.env.LOG_LEVEL = 'error';

const PORT = 18_135;
const SIZES = [1_000, 10_000];
const OWNERS = 200;
const CHANGES = 10;
const LONGEST_MS = 5 * 60_000;
const MIGRATIONS = resolve(__dirname, '../plugins/security-backend/migrations');

/** In a process of its own for each size, so that memory can be compared. */
async function main() {
  const [databaseId, size] = process.argv.slice(2);
  if (size) {
    await measure(databaseId, Number(size));
    return;
  }
  console.log(
    `${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}`,
  );
  console.log(
    heading([
      'accounts',
      'read all, ms',
      'first full mutation, ms',
      'until all are there, s',
      'CPU for it, s',
      'RSS before, MB',
      'RSS at most, MB',
      'unchanged full, ms',
      'a change is there after, ms',
    ]),
  );
  for (const each of SIZES) {
    spawnSync(
      process.execPath,
      [...process.execArgv, __filename, databaseId ?? 'postgres', String(each)],
      { stdio: 'inherit' },
    );
  }
}

async function measure(databaseId: string, size: number) {
  const postgres =
    databaseId === 'postgres' ? await startPostgres() : undefined;
  const open = async (name: string): Promise<Knex> => {
    const knex = createKnex(
      postgres
        ? {
            client: 'pg',
            connection: postgres.connectionString,
            searchPath: [name],
          }
        : {
            client: 'better-sqlite3',
            connection: ':memory:',
            useNullAsDefault: true,
          },
    );
    if (postgres) {
      await knex.raw('create schema ??', [name]);
    }
    return knex;
  };
  const databases: Record<string, Knex> = {
    security: await open('security'),
    catalog: await open('catalog'),
  };
  await insertAccounts(databases.security, size);

  const calls: number[] = [];
  let runAgain!: () => Promise<void>;
  let readAll!: () => Promise<unknown>;
  await startBackend({
    port: PORT,
    // So that no second round mixes in.
    config: { catalog: { processingInterval: { minutes: 15 } } },
    features: [
      catalogPlugin,
      createServiceFactory({
        service: coreServices.database,
        deps: { plugin: coreServices.pluginMetadata },
        factory: ({ plugin }) => ({
          getClient: async () =>
            (databases[plugin.getId()] ??= createKnex({
              client: 'better-sqlite3',
              connection: ':memory:',
              useNullAsDefault: true,
            })),
        }),
      }),
      createBackendModule({
        pluginId: 'catalog',
        moduleId: 'measured-security',
        register(env) {
          env.registerInit({
            deps: {
              auth: coreServices.auth,
              discovery: coreServices.discovery,
              logger: coreServices.logger,
              processing: catalogProcessingExtensionPoint,
              scheduler: coreServices.scheduler,
            },
            async init({ processing, ...deps }) {
              const signal = new AbortController().signal;
              const feed = new SecurityFeed(deps);
              const options = { ...deps, feed, portalUrl: 'http://localhost' };
              const provider = new ServiceAccountEntityProvider(options);
              const again = new ServiceAccountEntityProvider({
                ...options,
                scheduler: { scheduleTask: async () => {} } as never,
              });
              processing.addProcessor(new ServiceAccountOwnerProcessor());
              processing.addEntityProvider({
                getProviderName: () => provider.getProviderName(),
                async connect(connection: EntityProviderConnection) {
                  const timed: EntityProviderConnection = {
                    ...connection,
                    refresh: request => connection.refresh(request),
                    async applyMutation(mutation) {
                      const start = performance.now();
                      await connection.applyMutation(mutation);
                      calls.push(performance.now() - start);
                    },
                  };
                  await again.connect(timed);
                  await provider.connect(timed);
                },
              });
              runAgain = () => again.run(signal);
              readAll = () => feed.readAll(signal);
            },
          });
        },
      }),
    ],
  });
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  const before = process.memoryUsage().rss;
  let most = before;
  const sampling = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 250);
  const countOf = async () => {
    const [{ count }] = await databases
      .catalog('final_entities')
      .where('entity_ref', 'like', 'user:service-account/%')
      .whereNotNull('final_entity')
      .count({ count: '*' });
    return Number(count);
  };
  while ((await countOf()) < size) {
    if (performance.now() - startedAt > LONGEST_MS) {
      throw new Error(`Only ${await countOf()} accounts after five minutes`);
    }
    await sleep(1_000);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  const { user, system } = process.cpuUsage(cpuBefore);
  clearInterval(sampling);
  const [first] = calls;

  const readStart = performance.now();
  await readAll();
  const read = performance.now() - readStart;
  calls.length = 0;
  await runAgain();
  const [unchanged] = calls;

  const { userToken } = await fetchTokens(PORT);
  const delays: number[] = [];
  for (let i = 0; i < CHANGES; i++) {
    delays.push(await change(databases.catalog, userToken, `account-${i}`));
  }
  delays.sort((a, b) => a - b);
  console.log(
    row([
      size.toLocaleString('en'),
      Math.round(read),
      Math.round(first),
      Math.round(seconds),
      Math.round((user + system) / 1e6),
      Math.round(before / 1e6),
      Math.round(most / 1e6),
      Math.round(unchanged),
      `${Math.round(delays[CHANGES / 2])} (most ${Math.round(
        delays[CHANGES - 1],
      )})`,
    ]),
  );
}

/** From the answer to an edit until the catalog has it. */
async function change(catalog: Knex, token: string, name: string) {
  const title = `Title ${randomUUID()}`;
  const response = await fetch(
    `http://127.0.0.1:${PORT}/api/security/v1/service-accounts/${name}`,
    {
      method: 'PATCH',
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${token}`,
      },
      body: JSON.stringify({ version: 1, title }),
    },
  );
  if (!response.ok) {
    throw new Error(`${response.status} ${await response.text()}`);
  }
  const start = performance.now();
  for (;;) {
    const entity = await catalog('final_entities')
      .where('entity_ref', `user:service-account/${name}`)
      .first('final_entity');
    if (entity?.final_entity?.includes(title)) {
      return performance.now() - start;
    }
    await sleep(20);
  }
}

async function insertAccounts(knex: Knex, size: number): Promise<void> {
  await knex.migrate.latest({ directory: MIGRATIONS });
  const at = new Date();
  const by = 'user:default/admin';
  await knex.batchInsert(
    'security_service_accounts',
    Array.from({ length: size }, (_, i) => ({
      id: randomUUID(),
      name: `account-${i}`,
      title: `Account ${i}`,
      description: 'Builds every component of the payments team each night.',
      owner_ref: `group:default/team-${i % OWNERS}`,
      search_text: '',
      status: 'active',
      principal: 'user',
      version: 1,
      works_until: at,
      used_at: at,
      created_at: at,
      created_by: by,
      updated_at: at,
      updated_by: by,
    })),
    50,
  );
}

function sleep(ms: number): Promise<void> {
  return new Promise(done => setTimeout(done, ms));
}

main().then(
  () => process.exit(),
  error => {
    console.error(error);
    process.exit(1);
  },
);
