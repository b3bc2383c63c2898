import { Knex } from 'knex';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdtemp,
  open,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const READINESS = '/.backstage/health/v1/readiness';
const GROUP = '/api/catalog/entities/by-name/group/default/team-a';

/** The keyring of replicas that are not given another one. */
export const TEST_KEYRING_ENTRY = {
  id: 'test',
  secret: 'q1Yd0Zl6mVt0S3l9W6W3fG0c2s8hJ7kQ5xTn4uBvRzE=',
};

/** What the policy of the replicas denies to whom. */
export interface Denied {
  userEntityRef: string;
  permission: string;
}

export type Replica = Awaited<ReturnType<Replicas['start']>>;

/** Processes with a backend each, whose security plugins share a database. */
export class Replicas {
  readonly #knex: Knex;
  readonly #dir: string;
  readonly #config: object;
  readonly #catalog: Knex | undefined;
  readonly #database: object | undefined;
  readonly #running: Array<{ kill(): Promise<void> }> = [];
  #started = 0;

  /**
   * @param knex - of a PostgreSQL database
   * @param config - the settings below `security` besides the keyring
   * @param catalog - the database of a catalog that they share; otherwise each
   * has one of its own
   * @param database - `backend.database` as a platform team writes it, so that
   * they share the databases of all plugins
   */
  static async create(
    knex: Knex,
    config: object,
    catalog?: Knex,
    database?: object,
  ): Promise<Replicas> {
    const dir = await mkdtemp(path.join(os.tmpdir(), 'replicas-'));
    const replicas = new Replicas(knex, dir, config, catalog, database);
    await replicas.deny([]);
    return replicas;
  }

  private constructor(
    knex: Knex,
    dir: string,
    config: object,
    catalog: Knex | undefined,
    database: object | undefined,
  ) {
    this.#knex = knex;
    this.#dir = dir;
    this.#config = config;
    this.#catalog = catalog;
    this.#database = database;
  }

  /** Changes what the policy of all replicas says. */
  async deny(denied: Denied[]): Promise<void> {
    // Nobody reads half a file.
    await writeFile(`${this.#deniedFile}.new`, JSON.stringify(denied));
    await rename(`${this.#deniedFile}.new`, this.#deniedFile);
  }

  /**
   * Starts another replica, and signs the admin in.
   *
   * @param config - settings below `security` of this one alone
   */
  async start(config: object = {}) {
    this.#started += 1;
    const file = path.join(this.#dir, `replica-${this.#started}`);
    const port = await freePort();
    const baseUrl = `http://127.0.0.1:${port}`;
    await writeFile(
      `${file}.json`,
      JSON.stringify(this.#configFor(port, config)),
    );
    const output = await open(`${file}.log`, 'a');
    const child = spawn(
      process.execPath,
      [
        '--require',
        // With this `backstage-cli` starts a backend.
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        path.join(__dirname, 'replica.ts'),
        '--config',
        `${file}.json`,
      ],
      {
        stdio: ['pipe', output.fd, output.fd],
        env: {
          ...process.env,
          NODE_ENV: 'production',
          DENIED_FILE: this.#deniedFile,
        },
      },
    );
    const exited = once(child, 'exit');
    const kill = async () => {
      child.kill('SIGKILL');
      await exited;
    };
    this.#running.push({ kill });
    await output.close();

    const send = async (
      authorization: string | undefined,
      method: string,
      url: string,
      body?: object,
    ) => {
      const response = await fetch(`${baseUrl}${url}`, {
        method,
        headers: {
          'Content-Type': 'application/json',
          ...(authorization && { Authorization: authorization }),
        },
        body: body && JSON.stringify(body),
        signal: AbortSignal.timeout(15_000),
      });
      const text = await response.text();
      return { status: response.status, body: text && JSON.parse(text) };
    };
    const pending = new Set<Promise<unknown>>();
    const call = (...request: Parameters<typeof send>) => {
      const answer = send(...request);
      pending.add(answer);
      const isDone = () => pending.delete(answer);
      answer.then(isDone, isDone);
      return answer;
    };
    const readLog = () => readFile(`${file}.log`, 'utf8');
    try {
      await until('A replica did not start', async () => {
        // Backstage says so, and lives on without ever being ready.
        if (/BackendStartupError/.test(await readLog())) {
          throw new Error('A replica refused to start');
        }
        const { status } = await call(undefined, 'GET', READINESS).catch(
          () => ({ status: 0 }),
        );
        return status === 200;
      });
    } catch (error) {
      throw new Error(`${error}\n${(await readLog()).slice(-5_000)}`);
    }
    const { body } = await call(
      undefined,
      'POST',
      '/api/auth/test/refresh?ref=user:default/admin',
    );
    const admin = `Bearer ${body.token}`;
    return {
      readLog,
      /** Calls any plugin with a key. */
      withKey: (key: string, method: string, url: string, json?: object) =>
        call(`Bearer ${key}`, method, `/api${url}`, json),
      /** What the catalog says to somebody who may everything. */
      readEntity: (entity: string) =>
        call(admin, 'GET', `/api/catalog/entities/by-name/${entity}`),
      /** Calls the security plugin as somebody who may everything. */
      asAdmin: (method: string, url: string, json?: object) =>
        call(admin, method, `/api/security/v1${url}`, json),
      /** Runs a task of the scheduler now, instead of when it is due. */
      runTask: (task: string) =>
        call(
          admin,
          'POST',
          `/api/security/.backstage/scheduler/v1/tasks/${task}/trigger`,
        ),
      async waitForCatalog() {
        await until('The catalog did not load the groups', async () => {
          const { status } = await call(admin, 'GET', GROUP);
          return status === 200;
        });
      },
      /** Waits for all answers, as a load balancer does. */
      drained: () => Promise.allSettled(pending),
      /** Ends the process without a chance to do anything about it. */
      kill,
    };
  }

  /** Ends all processes that were started. */
  async stop(): Promise<void> {
    await Promise.all(this.#running.map(replica => replica.kill()));
    await rm(this.#dir, { recursive: true });
  }

  get #deniedFile(): string {
    return path.join(this.#dir, 'denied.json');
  }

  #configFor(port: number, config: object): object {
    return {
      app: { baseUrl: 'http://localhost:3000' },
      auth: { providers: { test: {}, 'api-key': {} } },
      backend: {
        baseUrl: `http://127.0.0.1:${port}`,
        listen: { host: '127.0.0.1', port },
        // So that the log has them.
        auditor: { severityLogLevelMappings: { low: 'info' } },
        database: this.#database ?? {
          client: 'better-sqlite3',
          connection: ':memory:',
          plugin: {
            security: databaseOf(this.#knex),
            ...(this.#catalog && { catalog: databaseOf(this.#catalog) }),
          },
        },
      },
      catalog: { processingInterval: { seconds: 1 } },
      permission: { enabled: true },
      security: {
        keyring: [TEST_KEYRING_ENTRY],
        ...this.#config,
        ...config,
      },
    };
  }
}

function databaseOf(knex: Knex): object {
  const { connection } = knex.client.config;
  return {
    client: 'pg',
    // Knex hides the password from JSON.
    connection: { ...connection, password: connection.password },
    ensureExists: false,
  };
}

async function until(failure: string, isDone: () => Promise<boolean>) {
  const deadline = Date.now() + 120_000;
  while (!(await isDone())) {
    if (Date.now() > deadline) {
      throw new Error(failure);
    }
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
