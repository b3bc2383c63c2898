import { auditorServiceFactory } from '@backstage/backend-defaults/auditor';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { ListExternalAccessResponse } from 'backstage-plugin-security-common';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { caller } from '../__testUtils__/keyCallers';
import { recordLogs } from '../__testUtils__/recordLogs';
import {
  startSecurityBackend,
  TestPolicy,
} from '../__testUtils__/startSecurityBackend';
import { readExternalAccess } from './readExternalAccess';
import { suggestAccounts } from './suggestAccounts';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const TOKEN = 'what-NIGHTLY_BUILD_TOKEN-holds';

const DOC = readFileSync(
  resolve(__dirname, '../../../../docs/moving-in.md'),
  'utf8',
);

/** The code of this language that the document shows, in its order. */
function blocks(language: string): string[] {
  return [
    ...DOC.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms')),
  ].map(([, text]) => text);
}

const [asItIs, declared, auditing, takenOut, restricted, restrictedAccount] =
  blocks('yaml').map(text => parse(text.replace(/\$\{\w+\}/g, TOKEN)));

/** The policy, once it says what the account may do. */
class PolicyOfTheWalk extends TestPolicy {
  async handle(
    query: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const { permission } = query;
    if (user?.info.userEntityRef === 'user:service-account/nightly-build') {
      const mayDo = [
        catalogEntityReadPermission,
        catalogEntityRefreshPermission,
      ];
      return mayDo.some(({ name }) => name === permission.name)
        ? { result: AuthorizeResult.ALLOW }
        : { result: AuthorizeResult.DENY };
    }
    return super.handle(query, user);
  }
}

type SecurityBackend = Awaited<ReturnType<typeof startSecurityBackend>>;

const SOMETHING =
  '/catalog/entities/by-uid/00000000-0000-4000-8000-000000000000';

/** The nightly build, all the time: what it is answered. */
function keepCalling(backend: SecurityBackend, secret: string) {
  let to = backend;
  let withSecret = secret;
  let isGoingOn = true;
  let statuses: number[] = [];
  let round = Promise.resolve();

  async function callOnce() {
    const call = caller(to, `Bearer ${withSecret}`);
    const list = await call.get('/catalog/entities/by-query?limit=1');
    const refresh = await call
      .post('/catalog/refresh')
      .send({ entityRef: 'group:default/team-a' });
    statuses.push(list.status, refresh.status);
    await new Promise(done => setTimeout(done, 20));
  }
  async function goOn() {
    while (isGoingOn) {
      round = callOnce();
      await round;
    }
  }
  const end = goOn();

  return {
    /** What comes next goes there; what is under way is answered. */
    async moveTo(next: SecurityBackend) {
      to = next;
      await round;
    },
    async changeOverTo(next: string) {
      withSecret = next;
      await round;
    },
    /** Some more calls, and what all of them since the last time were answered. */
    async answers() {
      const before = statuses.length;
      while (statuses.length < before + 6) {
        await new Promise(done => setTimeout(done, 20));
      }
      const answered = new Set(statuses);
      statuses = [];
      return Array.from(answered);
    },
    async stop() {
      isGoingOn = false;
      await end;
    },
  };
}

describe.each(databases.eachSupportedId())('moving in (%s)', databaseId => {
  it('leads from a static token to a key without an outage', async () => {
    const knex = await databases.init(databaseId);
    const running = new Set<SecurityBackend>();

    async function start(
      logs: ReturnType<typeof recordLogs>,
      options: { backend: object; security?: object; policy?: TestPolicy },
    ) {
      const { backend: settings, ...rest } = options;
      const backend = await startSecurityBackend({
        databases,
        databaseId,
        knex,
        ...rest,
        config: {
          backend: {
            database: { client: 'better-sqlite3', connection: ':memory:' },
            ...settings,
          },
        },
        features: [
          logs.factory,
          auditorServiceFactory,
          schedulerServiceFactory,
        ],
      });
      running.add(backend);
      return backend;
    }
    async function stop(backend: SecurityBackend) {
      running.delete(backend);
      await backend.stop();
    }

    // 1. As it is.
    const first = await start(recordLogs(), asItIs);
    const job = keepCalling(first, TOKEN);
    try {
      expect(await job.answers()).toEqual([200]);
      const { body: before } = await first
        .as(first.headers.viewer)
        .get('/v1/external-access')
        .expect(200);
      const { items } = before as ListExternalAccessResponse;
      expect(items).toHaveLength(1);
      expect(
        parse(
          items[0].account!.declaration.replace(
            'group:default/<owner>',
            'group:default/team-a',
          ),
        ),
      ).toEqual(declared.security.serviceAccounts);
      expect(items[0].account!.exists).toBe(false);

      // 2. The account is made.
      const logs = recordLogs();
      const second = await start(logs, {
        backend: { ...asItIs.backend, ...auditing.backend },
        security: declared.security,
        policy: new PolicyOfTheWalk(),
      });
      await job.moveTo(second);
      await stop(first);
      expect(await job.answers()).toEqual([200]);
      const admin = second.as(second.headers.admin);
      const { body: report } = await admin
        .get('/v1/service-accounts/nightly-build/access')
        .expect(200);
      const decisions = Object.fromEntries(
        report.plugins
          .flatMap(({ permissions }: any) => permissions)
          .map(({ name, decision }: any) => [name, decision]),
      );
      expect(decisions).toMatchObject({
        'catalog.entity.read': 'allowed',
        'catalog.entity.refresh': 'allowed',
        'catalog.entity.delete': 'denied',
      });

      // 3. The caller changes over; both work.
      const { body: key } = await admin
        .post('/v1/users/service-account/nightly-build/api-key/show', {})
        .expect(200);
      const withToken = caller(second, `Bearer ${TOKEN}`);
      const withKey = caller(second, `Bearer ${key.value}`);
      await withToken.get('/catalog/entities').expect(200);
      await withKey.get('/catalog/entities').expect(200);
      // What differs: the policy decides.
      expect((await withToken.delete(SOMETHING)).status).not.toBe(403);
      await withKey.delete(SOMETHING).expect(403);
      // What does not: other plugins are closed to both.
      await withToken.get('/test-issuer/own').expect(403);
      await withKey.get('/test-issuer/own').expect(403);
      await job.changeOverTo(key.value);
      expect(await job.answers()).toEqual([200]);

      // 4. The use is seen, and that of the token no more.
      const ofToken = () =>
        logs.lines.filter(line => /actorId: 'nightly-build'/.test(line)).length;
      const ofTokenSoFar = ofToken();
      expect(ofTokenSoFar).toBeGreaterThan(0);
      let uses: Array<{ pluginId: string }> = [];
      for (let attempt = 0; attempt < 60 && uses.length === 0; attempt++) {
        await new Promise(done => setTimeout(done, 500));
        const { body } = await admin
          .get('/v1/service-accounts/nightly-build/uses')
          .expect(200);
        uses = body.uses;
      }
      expect(uses).toMatchObject([{ pluginId: 'catalog' }]);
      expect(ofToken()).toBe(ofTokenSoFar);
      expect(await job.answers()).toEqual([200]);

      // 5. The entry is taken out.
      const third = await start(recordLogs(), {
        backend: takenOut.backend,
        security: declared.security,
        policy: new PolicyOfTheWalk(),
      });
      await job.moveTo(third);
      await stop(second);
      expect(await job.answers()).toEqual([200]);
      await caller(third, `Bearer ${TOKEN}`)
        .get('/catalog/entities')
        .expect(401);
      const { body: after } = await third
        .as(third.headers.viewer)
        .get('/v1/external-access')
        .expect(200);
      expect(after).toEqual({ items: [] });
    } finally {
      await job.stop();
      await Promise.all(Array.from(running, stop));
    }
  });
});

describe('docs/moving-in.md', () => {
  it('shows the policy as it is tested', () => {
    // However its lines are broken.
    const squeezed = (text: string) =>
      text.replace(/\s+/g, '').replace(/,(?=[\])])/g, '');
    const [policy, ...others] = blocks('ts');
    expect(others).toEqual([]);
    expect(squeezed(readFileSync(__filename, 'utf8'))).toContain(
      squeezed(policy),
    );
  });

  it('shows the account of a token that is restricted to permissions', () => {
    const [{ account, differences }] = suggestAccounts(
      readExternalAccess(mockServices.rootConfig({ data: restricted })),
      { canBeService: true },
    );
    expect(parse(account!.declaration.replace('<owner>', 'team-a'))).toEqual(
      restrictedAccount.security.serviceAccounts,
    );
    expect(differences).toEqual(['as-service', 'restrictions', 'expiry']);
  });
});
