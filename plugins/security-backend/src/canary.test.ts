import { auditorServiceFactory } from '@backstage/backend-defaults/auditor';
import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { recordLogs } from './__testUtils__/recordLogs';
import { startSecurityBackend } from './__testUtils__/startSecurityBackend';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const SECRET = 'q1Yd0Zl6mVt0S3l9W6W3fG0c2s8hJ7kQ5xTn4uBvRzE=';

/** The forms in which a secret could stand somewhere, and parts of it. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const parts = [];
  // The hint is the only part that may be seen; nothing as long as this is.
  for (let start = 0; start + 8 <= secret.length; start++) {
    parts.push(secret.slice(start, start + 8));
  }
  return [
    secret,
    encodeURIComponent(secret),
    bytes.toString('hex'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    ...parts,
  ];
}

function findIn(text: string, secrets: string[]): string[] {
  return secrets.flatMap(formsOf).filter(form => text.includes(form));
}

async function dump(knex: Knex): Promise<string> {
  const tables = [
    'security_account_facets',
    'security_service_accounts',
    'security_api_keys',
    'security_keyring',
  ];
  return JSON.stringify(await Promise.all(tables.map(name => knex(name))));
}

it('would be found in any form, and in part', () => {
  const key = 'bsak_0123456789abcdefghijABCDEFGHIJxy0Wq3Zz';
  for (const form of formsOf(key)) {
    expect(findIn(`before ${form} after`, [key])).toContain(form);
  }
  expect(findIn(`hint: ${key.slice(-4)}`, [key])).toEqual([]);
});

describe.each(databases.eachSupportedId())('a key (%s)', databaseId => {
  it('stands in no log, no other answer and not in the database', async () => {
    const logs = recordLogs();
    const backend = await startSecurityBackend({
      databases,
      databaseId,
      features: [logs.factory, auditorServiceFactory],
    });
    const { headers, knex } = backend;
    const admin = backend.as(headers.admin);
    const viewer = backend.as(headers.viewer);
    const path = '/v1/users/service-account/canary';
    const keys: string[] = [];
    const answers: string[] = [];
    const dumps: string[] = [];

    async function look() {
      for (const caller of [admin, viewer]) {
        answers.push((await caller.get('/v1/users')).text);
        answers.push((await caller.get(path)).text);
      }
      answers.push((await viewer.post(`${path}/api-key/show`, {})).text);
      dumps.push(await dump(knex));
    }
    async function take(answer: ReturnType<typeof admin.post>) {
      const { body } = await answer.expect(200);
      keys.push(body.value);
      await look();
      return body.apiKey.id as string;
    }

    await admin
      .post('/v1/service-accounts', {
        name: 'canary',
        ownerRef: 'group:default/team-a',
      })
      .expect(201);
    await take(admin.post(`${path}/api-key/show`, {}));
    const first = await take(admin.post(`${path}/api-key/show`, {}));
    const second = await take(
      admin.post(`${path}/api-key/rotate`, { keyId: first }),
    );
    answers.push(
      (await admin.post(`${path}/api-key/rotate`, { keyId: first })).text,
    );
    // A key that somebody puts where it does not belong.
    for (const key of keys.slice(-1)) {
      answers.push((await admin.post(`${path}/api-key/show`, { key })).text);
      answers.push(
        (await admin.post(`${path}/api-key/revoke`, { keyId: key })).text,
      );
      answers.push(
        (await admin.post(`${path}/api-key/show`, { [key]: key })).text,
      );
      answers.push(
        (
          await admin
            .post(`${path}/api-key/show`)
            .set('Content-Type', 'application/json')
            .send(`{"key": "${key}`)
        ).text,
      );
      answers.push((await backend.as(`Bearer ${key}`).get(path)).text);
      // In the address, whatever it says there; the server tells the address
      // back to who sent it, and to nobody else.
      for (const address of [
        `/v1/users?search=${key}`,
        `/v1/users?search=%62${key.slice(1)}`,
        `/v1/users/service-account/${key}`,
        `/v1/users/${key}/${key}`,
        `/v1/users?cursor=${key}&x=${key.slice(0, 30)}`,
      ]) {
        const { body } = await admin.get(address);
        answers.push(JSON.stringify(body.error));
      }
      await admin.patch(`/v1/service-accounts/${key}`, {
        version: 1,
        title: 'x',
      });
      await admin.get('/v1/users').set('User-Agent', `curl ${key}`);
      await admin.get('/v1/users').set('Referer', `http://x/?k=${key}`);
    }
    await knex('security_api_keys')
      .where({ id: second })
      .update({ ciphertext: 'v1.damaged.damaged.damaged' });
    answers.push((await admin.post(`${path}/api-key/show`, {})).text);
    await admin.post(`${path}/api-key/revoke`, { keyId: second }).expect(204);
    await look();
    await take(admin.post(`${path}/api-key/show`, {}));
    await admin.delete('/v1/service-accounts/canary?version=1').expect(204);
    await look();

    const logged = logs.lines.join('\n');
    expect(new Set(keys).size).toBe(3);
    expect(logged).toContain('api-key-show');
    expect(findIn(logged, [...keys, SECRET])).toEqual([]);
    expect(findIn(answers.join('\n'), [...keys, SECRET])).toEqual([]);
    expect(findIn(dumps.join('\n'), [...keys, SECRET])).toEqual([]);
  });

  it('is audited with who, which account and which key', async () => {
    const logs = recordLogs();
    const backend = await startSecurityBackend({
      databases,
      databaseId,
      features: [logs.factory, auditorServiceFactory],
    });
    const owner = backend.as(backend.headers.owner);
    await backend
      .as(backend.headers.admin)
      .post('/v1/service-accounts', {
        name: 'audited',
        ownerRef: 'group:default/team-a',
      })
      .expect(201);
    const path = '/v1/users/service-account/audited/api-key';
    const { body } = await owner.post(`${path}/show`, {}).expect(200);
    await backend
      .as(backend.headers.staticToken)
      .post(`${path}/show`, {})
      .expect(403);

    const events = logs.lines.filter(line => line.includes('isAuditEvent'));
    const find = (...words: string[]) =>
      events.filter(event => words.every(word => event.includes(word)));
    for (const eventId of ['api-key-generate', 'api-key-show']) {
      expect(
        find(
          `security.${eventId}`,
          "'high'",
          "'succeeded'",
          'user:default/owner',
          body.apiKey.id,
          body.apiKey.hint,
        ),
      ).toHaveLength(1);
    }
    expect(find('security.api-key-show', "'failed'", 'test-job')).toHaveLength(
      1,
    );
    expect(
      find('service-account-mutate', "'succeeded'", 'create'),
    ).toHaveLength(1);
  });

  it('is audited when somebody asks for it with a body that cannot be read', async () => {
    const logs = recordLogs();
    const backend = await startSecurityBackend({
      databases,
      databaseId,
      features: [logs.factory, auditorServiceFactory],
    });
    await backend
      .as(backend.headers.owner)
      .post('/v1/users/service-account/robot/api-key/show')
      .set('Content-Type', 'application/json')
      .send('{"key": "bsak_')
      .expect(400);
    expect(
      logs.lines.filter(
        line =>
          line.includes('security.api-key-show') &&
          line.includes("'failed'") &&
          line.includes('user:default/owner'),
      ),
    ).toHaveLength(1);
  });

  it('is audited with which key, from where and by what, when its holder ends it', async () => {
    const logs = recordLogs();
    const backend = await startSecurityBackend({
      databases,
      databaseId,
      features: [logs.factory, auditorServiceFactory],
    });
    const admin = backend.as(backend.headers.admin);
    await admin
      .post('/v1/service-accounts', {
        name: 'leaked',
        ownerRef: 'group:default/team-a',
      })
      .expect(201);
    const { body } = await admin
      .post('/v1/users/service-account/leaked/api-key/show', {})
      .expect(200);
    await backend
      .as(`Bearer ${body.value}`)
      .delete('/v1/self')
      .set('User-Agent', 'a-scanner/1.0')
      .expect(204);
    const [event, ...others] = logs.lines.filter(
      line =>
        line.includes('security.api-key-revoke') &&
        line.includes("'succeeded'"),
    );
    expect(others).toEqual([]);
    for (const fact of [
      "by: 'holder'",
      'user:service-account/leaked',
      body.apiKey.id,
      body.apiKey.hint,
      '127.0.0.1',
      'a-scanner/1.0',
    ]) {
      expect(event).toContain(fact);
    }
  });

  it('answers 401 to a bearer that is not valid where the default policy is off', async () => {
    const backend = await startSecurityBackend({
      databases,
      databaseId,
      features: [auditorServiceFactory],
      config: {
        backend: {
          database: { client: 'better-sqlite3', connection: ':memory:' },
          auth: { dangerouslyDisableDefaultAuthPolicy: true },
        },
      },
    });
    const { status, body } = await backend
      .as('Bearer nonsense')
      .get('/v1/users');
    expect([status, body.error.name]).toEqual([401, 'AuthenticationError']);
  });
});
