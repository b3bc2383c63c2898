// What ten thousand keys in use cost a process, and how soon a key that ended is
// refused by another one.
import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import createKnex, { Knex } from 'knex';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { randomBytes } from 'node:crypto';
import { startPostgres } from '../scripts/postgres';
import { Keyring } from '../plugins/security-backend/src/keyring/keyring';
import { generateApiKey } from '../plugins/security-node/src';
import { fetchTokens } from './verification/backend';
import { insertKnownKeys } from './verification/keys';
import { Load } from './verification/load';
import {
  format,
  heading,
  inTurns,
  ratios,
  row,
  spreadOf,
} from './verification/measure';

const PORTS = [18_127, 18_128];
const HOT = 10_000;
const PER_SECOND = 100;
const SECONDS = 10;
const ROUNDS = 9;
const REVOCATIONS = 200;
const AT_ONCE = 8;

const SECRET = { id: 'benchmark', secret: randomBytes(32).toString('base64') };

/** What a backend of the benchmark has sent to the database of `security`. */
interface Statements {
  all: number;
  ofLastUse: number;
}

async function main() {
  console.log(
    `${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}`,
  );
  const postgres = await startPostgres();
  const folder = await mkdtemp(join(tmpdir(), 'security-benchmark-'));
  try {
    const sqlite = {
      client: 'better-sqlite3',
      useNullAsDefault: true,
      connection: { filename: join(folder, 'security.sqlite') },
    };
    const inSchema = (schema: string) => ({
      client: 'pg',
      connection: postgres.connectionString,
      searchPath: [schema],
    });
    const parts: Record<string, () => Promise<void>> = {
      sqlite: () => hotKeys('SQLite', sqlite),
      postgres: () => hotKeys('PostgreSQL', inSchema('hot')),
      revocations: () => revocations(inSchema('ending')),
    };
    const wanted = process.argv.slice(2);
    for (const [name, run] of Object.entries(parts)) {
      if (wanted.length === 0 || wanted.includes(name)) {
        await run();
      }
    }
  } finally {
    await rm(folder, { recursive: true });
    await postgres.stop();
  }
}

async function hotKeys(title: string, database: Knex.Config) {
  const keys = Array.from({ length: HOT }, generateApiKey);
  const keyring = Keyring.create([SECRET]);
  await insertKnownKeys(createKnex(database), keyring, keys);
  const backend = await start(PORTS[0], database);
  const load = new Load(PORTS[0], 8);
  try {
    for (let index = 0; index < HOT; index += 8) {
      await Promise.all(
        keys.slice(index, index + 8).map(key => load.send(key)),
      );
    }
    // That was the first use of every key, which is written once.
    await load.steady({ perSecond: PER_SECOND, seconds: 20 }, () => keys[0]);
    const measured = {
      p50: [] as number[][],
      all: [] as number[][],
    };
    const subject = (count: number) => {
      const p50s: number[] = [];
      const statements: number[] = [];
      measured.p50.push(p50s);
      measured.all.push(statements);
      return async () => {
        const before = await statementsOf(PORTS[0]);
        const durations = await load.steady(
          { perSecond: PER_SECOND, seconds: SECONDS },
          () => keys[Math.floor(Math.random() * count)],
        );
        const after = await statementsOf(PORTS[0]);
        durations.sort((a, b) => a - b);
        p50s.push(durations[Math.floor(durations.length * 0.5)]);
        statements.push(
          (after.all - after.ofLastUse - before.all + before.ofLastUse) /
            SECONDS,
        );
        return durations[Math.floor(durations.length * 0.99)];
      };
    };
    const [one, ten, many] = [1, 10, HOT].map(subject);
    const [ofOne, , ofMany] = await inTurns(ROUNDS, [one, ten, many]);
    const [oneP50, , manyP50] = measured.p50;
    const [, tenStatements, manyStatements] = measured.all;
    console.log(heading([title, '10,000 hot keys', 'few', 'ratio', 'goal']));
    const line = (
      what: string,
      values: number[],
      base: number[],
      digits: number,
      goal: string,
    ) =>
      console.log(
        row([
          what,
          format(spreadOf(values), digits),
          format(spreadOf(base), digits),
          format(ratios(values, base), 2),
          goal,
        ]),
      );
    line(
      'statements a second (few: 10)',
      manyStatements,
      tenStatements,
      2,
      '≤ 1.1, and ≤ 2 a second',
    );
    line('p50 of calls, ms (few: 1)', manyP50, oneP50, 2, '–');
    line('p99 of calls, ms (few: 1)', ofMany, ofOne, 2, '≤ 1.2');
  } finally {
    load.close();
    await stop(backend);
  }
}

/** Keys end in one process, while calls with them go to another one. */
async function revocations(database: Knex.Config) {
  const keys = Array.from({ length: REVOCATIONS }, generateApiKey);
  const keyring = Keyring.create([SECRET]);
  await insertKnownKeys(createKnex(database), keyring, keys);
  const backends = [
    await start(PORTS[0], database),
    await start(PORTS[1], database),
  ];
  const load = new Load(PORTS[1], 32);
  try {
    const { userToken } = await fetchTokens(PORTS[0]);
    /** Milliseconds from the answer to the last call that was let in. */
    const latencyOf = async (index: number): Promise<number> => {
      let lastLetIn = 0;
      let isRefused = false;
      const calling = (async () => {
        while (!isRefused) {
          const sentAt = performance.now();
          const status = await load.statusOf(keys[index]);
          if (status === 200) {
            lastLetIn = sentAt;
          } else {
            isRefused = true;
          }
          await new Promise(done => setTimeout(done, 5));
        }
      })();
      await new Promise(done => setTimeout(done, 500 + Math.random() * 1_000));
      const response = await fetch(
        `http://127.0.0.1:${
          PORTS[0]
        }/api/security/v1/users/service-account/account-${
          index + 1
        }/api-key/revoke-all`,
        {
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            Authorization: `Bearer ${userToken}`,
          },
          body: '{}',
        },
      );
      const answeredAt = performance.now();
      if (!response.ok) {
        throw new Error(`${response.status} ${await response.text()}`);
      }
      await calling;
      return Math.max(0, lastLetIn - answeredAt);
    };
    const latencies: number[] = [];
    for (let first = 0; first < REVOCATIONS; first += AT_ONCE) {
      latencies.push(
        ...(await Promise.all(
          Array.from({ length: AT_ONCE }, (_, i) => latencyOf(first + i)),
        )),
      );
    }
    latencies.sort((x, y) => x - y);
    const at = (part: number) =>
      latencies[
        Math.min(latencies.length - 1, Math.floor(latencies.length * part))
      ].toFixed(0);
    console.log(
      heading([
        `ms from the answer to a revocation until the last 200 in another process, ${REVOCATIONS} rounds`,
        'p50 (goal ≤ 700)',
        'p99',
        'most (goal ≤ 1,200)',
      ]),
    );
    console.log(
      row(['default configuration, PostgreSQL', at(0.5), at(0.99), at(1)]),
    );
  } finally {
    load.close();
    await Promise.all(backends.map(stop));
  }
}

async function start(
  port: number,
  database: Knex.Config,
): Promise<ChildProcess> {
  const backend = spawn(
    process.execPath,
    ['--import', 'tsx', resolve(__dirname, 'verification/backend.ts')],
    {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        LOG_LEVEL: 'error',
        PORT: String(port),
        SECURITY_DATABASE: JSON.stringify(database),
        SECURITY_KEYRING: JSON.stringify([SECRET]),
      },
      stdio: ['pipe', 'ignore', 'inherit'],
    },
  );
  for (let attempt = 0; ; attempt++) {
    try {
      await fetchTokens(port);
      return backend;
    } catch (error) {
      if (attempt === 60 || backend.exitCode !== null) {
        throw error;
      }
      await new Promise(done => setTimeout(done, 1_000));
    }
  }
}

async function stop(backend: ChildProcess): Promise<void> {
  const exited = once(backend, 'exit');
  backend.kill();
  await exited;
}

async function statementsOf(port: number): Promise<Statements> {
  const response = await fetch(`http://127.0.0.1:${port}/api/probe/statements`);
  return (await response.json()) as Statements;
}

main().then(
  () => process.exit(),
  error => {
    console.error(error);
    process.exit(1);
  },
);
