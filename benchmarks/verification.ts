import { AuthService } from '@backstage/backend-plugin-api';
import { ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startPostgres } from '../scripts/postgres';
import { fetchTokens, startBackend } from './verification/backend';
import type { FloodOrder } from './verification/flood';
import { createKeys, Keys } from './verification/keys';
import { Load } from './verification/load';
import {
  format,
  heading,
  inTurns,
  microseconds,
  ratios,
  row,
  spreadOf,
} from './verification/measure';

process.env.NODE_ENV = 'production';
process.env.LOG_LEVEL = 'error';

const PORT = 18_117;
const SIZES = [1_000, 1_000_000];

async function main() {
  console.log(
    `${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}\n`,
  );
  const backend = spawn(
    process.execPath,
    ['--import', 'tsx', resolve(__dirname, 'verification/backend.ts')],
    {
      env: { ...process.env, PORT: String(PORT) },
      stdio: ['pipe', 'ignore', 'inherit'],
    },
  );
  try {
    await requests(backend);
  } finally {
    backend.kill();
  }
  await calls();
}

/** Over HTTP, to a backend in a process of its own. */
async function requests(backend: ChildProcess) {
  const tokens = await untilReady(backend, () => fetchTokens(PORT));
  const { staticToken, userToken, serviceKey, userKey } = tokens;
  const all = [staticToken, serviceKey, userToken, userKey];
  const load = new Load(PORT, 8);
  const bursts = all.map(token => () => load.throughput(token, 200));
  await inTurns(5, bursts);
  const [ofStatic, ofService, ofUser, ofUserKey] = await inTurns(200, bursts);
  console.log(heading(['requests a second', 'key', 'token', 'ratio', 'goal']));
  const compare = (
    title: string,
    key: number[],
    token: number[],
    goal: string,
  ) =>
    console.log(
      row([
        title,
        format(spreadOf(key), 0),
        format(spreadOf(token), 0),
        format(ratios(key, token), 3),
        goal,
      ]),
    );
  compare('service : static token', ofService, ofStatic, '≥ 0.97');
  compare('user : user token', ofUserKey, ofUser, '≥ 0.95');

  const flooding = fork(resolve(__dirname, 'verification/flood.ts'), {
    execArgv: ['--import', 'tsx'],
  });
  const p99 = (values: number[]) =>
    values.sort((a, b) => a - b)[Math.floor(values.length * 0.99)];
  const normal = async () =>
    p99(await load.steady({ perSecond: 100, seconds: 8 }, () => userKey));
  const flooded = (of: FloodOrder['of']) => async () => {
    const order: FloodOrder = { port: PORT, of, perSecond: 200, seconds: 8 };
    const done = once(flooding, 'message');
    flooding.send(order);
    const value = await normal();
    await done;
    return value;
  };
  const [without, withKeys, withGarbage] = await inTurns(12, [
    normal,
    flooded('unknown keys'),
    flooded('garbage'),
  ]);
  console.log(
    heading(['p99 of normal calls, ms', 'with', 'without', 'ratio', 'goal']),
  );
  const floods = [
    ['200 unknown keys a second', withKeys, '≤ 2'],
    ['200 times garbage a second', withGarbage, '–'],
  ] as const;
  floods.forEach(([title, values, goal]) =>
    console.log(
      row([
        title,
        format(spreadOf(values), 1),
        format(spreadOf(without), 1),
        format(ratios(values, without), 2),
        goal,
      ]),
    ),
  );
  load.close();
  flooding.kill();
}

/** In this process, with the auth service of a backend in it. */
async function calls() {
  let auth: AuthService;
  await startBackend({ port: PORT + 1, onAuth: service => (auth = service) });
  const { userToken } = await fetchTokens(PORT + 1);
  // Now it can still fetch the signing keys: filling SQLite blocks this process.
  await auth!.authenticate(userToken);
  const ofToken = () =>
    microseconds(300, async () => auth.authenticate(userToken));

  const postgres = await startPostgres();
  const folder = await mkdtemp(join(tmpdir(), 'security-benchmark-'));
  try {
    console.log(
      heading([
        'µs',
        'at 1,000',
        'at 1,000,000',
        'ratio (goal ≤ 1.3)',
        'at 1,000 : user token',
        'goal',
      ]),
    );
    const sqlite = await Promise.all(
      SIZES.map(size =>
        createKeys(
          {
            client: 'better-sqlite3',
            useNullAsDefault: true,
            connection: { filename: join(folder, `${size}.sqlite`) },
          },
          size,
        ),
      ),
    );
    await verifications('SQLite', sqlite, ofToken, true);
    const pg = await Promise.all(
      SIZES.map(size =>
        createKeys(
          {
            client: 'pg',
            connection: postgres.connectionString,
            searchPath: [`size_${size}`],
          },
          size,
        ),
      ),
    );
    await verifications('PostgreSQL', pg, ofToken, false);

    console.log(heading(['SQL statements', 'number', 'goal']));
    await statements(sqlite[0]);
    await Promise.all([...sqlite, ...pg].map(({ knex }) => knex.destroy()));
  } finally {
    await rm(folder, { recursive: true });
    await postgres.stop();
  }
}

async function verifications(
  title: string,
  [small, large]: Keys[],
  ofToken: () => Promise<number>,
  hasGoal: boolean,
) {
  const verify = (keys: Keys, kind: 'cached' | 'uncached', count: number) => {
    const { known } = keys;
    let next = 0;
    return () =>
      microseconds(count, async () => {
        next = (next + 7) % known.length;
        const verified = await keys[kind].verify(known[next], 'probe');
        if (!verified) {
          throw new Error('A known key was refused');
        }
      });
  };
  for (const [kind, count, goal] of [
    ['cached', 5_000, '≤ 0.01'],
    ['uncached', 300, '≤ 1'],
  ] as const) {
    const subjects = [
      verify(small, kind, count),
      verify(large, kind, count),
      ofToken,
    ];
    await inTurns(5, subjects);
    const [atSmall, atLarge, token] = await inTurns(60, subjects);
    console.log(
      row([
        `${title}, ${kind}`,
        format(spreadOf(atSmall), 1),
        format(spreadOf(atLarge), 1),
        format(ratios(atLarge, atSmall), 2),
        format(ratios(atSmall, token), 4),
        hasGoal || kind === 'cached' ? goal : '–',
      ]),
    );
    if (hasGoal) {
      console.log(
        row(['user token', format(spreadOf(token), 1), '', '', '', '']),
      );
    }
  }
}

async function statements({ knex, cached, known }: Keys) {
  let count = 0;
  knex.on('query', () => {
    count += 1;
  });
  const [key] = known;
  const garbage = ['', 'bsak_', `${key.slice(0, -1)}0`, 'x'.repeat(15_000)];
  for (const text of garbage.filter(each => each !== key)) {
    await cached.verify(text, 'probe');
  }
  console.log(row(['per garbage token', count / garbage.length, 0]));
  await cached.verify(key, 'probe');
  count = 0;
  for (let call = 0; call < 1_000; call++) {
    await cached.verify(key, 'probe');
  }
  console.log(
    row(["per valid call inside the cache's time", count / 1_000, 0]),
  );
}

async function untilReady<T>(
  backend: ChildProcess,
  work: () => Promise<T>,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === 60 || backend.exitCode !== null) {
        throw error;
      }
      await new Promise(done => setTimeout(done, 1_000));
    }
  }
}

main().then(
  // The backend in this process never ends by itself.
  () => process.exit(),
  error => {
    console.error(error);
    process.exit(1);
  },
);
