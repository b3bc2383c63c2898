import { TestDatabases } from '@backstage/backend-test-utils';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { randomBytes } from 'node:crypto';
import { caller, createKey, probe } from './__testUtils__/keyCallers';
import { recordLogs } from './__testUtils__/recordLogs';
import { startSecurityBackend } from './__testUtils__/startSecurityBackend';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const run = promisify(execFile);

const DOCS = path.resolve(__dirname, '../../../docs/operations.md');

/** The script as the documentation has it. */
async function readScript(): Promise<string> {
  const text = await readFile(DOCS, 'utf8');
  const [, script] = text.match(/```js\n(\/\/ rotate-lost[^]*?)```/) ?? [];
  return script;
}

describe.each(databases.eachSupportedId())(
  'a lost secret of the keyring (%s)',
  databaseId => {
    it('is told, with the accounts that it concerns, and survived', async () => {
      const before = await startSecurityBackend({
        databases,
        databaseId,
        features: [probe],
      });
      const one = await createKey(before);
      const two = await createKey(before);
      const disabled = await createKey(before);
      await before
        .as(before.headers.admin)
        .patch(`/v1/service-accounts/${disabled.name}`, {
          version: 1,
          status: 'disabled',
        })
        .expect(200);
      const logs = recordLogs();
      const keyring = [
        { id: 'new', secret: randomBytes(32).toString('base64') },
      ];
      const after = await startSecurityBackend({
        databases,
        databaseId,
        knex: before.knex,
        features: [probe, logs.factory],
        keyring,
      });
      const admin = after.as(after.headers.admin);

      expect(logs.lines.join('\n')).toContain(
        `(test): 3, of the service accounts ${[one, two, disabled]
          .map(({ name }) => name)
          .sort()
          .join(', ')}.`,
      );
      await caller(after, `Bearer ${one.value}`).get('/probe/user').expect(401);
      const { body: account } = await admin.get(one.path).expect(200);
      expect(account).toMatchObject({
        apiKey: { status: 'lost', canBeShown: false },
        keyState: { status: 'lost', workingKeys: 0 },
      });
      const { body: refused } = await admin
        .post(`${one.path}/api-key/show`, {})
        .expect(409);
      expect(refused.error.reason).toBe('undecryptable');

      const dir = await mkdtemp(path.join(tmpdir(), 'lost-secret-'));
      const script = path.join(dir, 'rotate-lost-keys.mjs');
      await writeFile(script, await readScript());
      const { stdout, stderr, code } = await run(process.execPath, [script], {
        env: {
          ...process.env,
          PORTAL: `http://localhost:${after.server.port()}`,
          TOKEN: after.headers.admin.replace('Bearer ', ''),
        },
      }).catch(error => error);
      await rm(dir, { recursive: true });

      const made = new Map(
        (stdout as string)
          .trim()
          .split('\n')
          .map(line => line.split(' ') as [string, string]),
      );
      expect([...made.keys()].sort()).toEqual([one.name, two.name].sort());
      for (const key of made.values()) {
        await caller(after, `Bearer ${key}`).get('/probe/user').expect(200);
      }
      expect(stderr).toContain(`${disabled.name}: 409 `);
      expect(code).toBe(1);
      const { body: left } = await admin.get('/v1/users?keyStatus=lost');
      expect(left.items.map(({ name }: any) => name)).toEqual([disabled.name]);
    });

    it('leaves no grace period to a key that does not work', async () => {
      const before = await startSecurityBackend({ databases, databaseId });
      const { path: account, keyId } = await createKey(before);
      const after = await startSecurityBackend({
        databases,
        databaseId,
        knex: before.knex,
        keyring: [{ id: 'new', secret: randomBytes(32).toString('base64') }],
      });
      const admin = after.as(after.headers.admin);
      await admin
        .post(`${account}/api-key/rotate`, { keyId, graceSeconds: 60 })
        .expect(200);
      const { body } = await admin.get(account).expect(200);
      expect(body.apiKeys).toMatchObject([
        { status: 'active' },
        { status: 'revoked' },
      ]);
    });
  },
);
