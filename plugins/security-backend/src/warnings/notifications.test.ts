import {
  createBackendModule,
  SchedulerServiceTaskInvocationDefinition,
} from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import request from 'supertest';
import { recordLogs } from '../__testUtils__/recordLogs';
import { startSecurityBackend } from '../__testUtils__/startSecurityBackend';
import { DATABASE_IDS } from '../__testUtils__/testStores';

jest.setTimeout(60_000);

const DAY = 24 * 60 * 60 * 1000;
const LOCATION = 'url:http://members';

const databases = TestDatabases.create({ ids: DATABASE_IDS });

function entity(kind: string, name: string, spec: object) {
  return {
    locationKey: 'members',
    entity: {
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata: {
        name,
        annotations: {
          'backstage.io/managed-by-location': LOCATION,
          'backstage.io/managed-by-origin-location': LOCATION,
        },
      },
      spec,
    },
  };
}

/** A group with a person, and a group below it with another one. */
const members = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'test-members',
  register(env) {
    env.registerInit({
      deps: { processing: catalogProcessingExtensionPoint },
      async init({ processing }) {
        processing.addEntityProvider({
          getProviderName: () => 'test-members',
          async connect(connection) {
            await connection.applyMutation({
              type: 'full',
              entities: [
                entity('Group', 'parent', {
                  type: 'team',
                  children: ['child'],
                }),
                entity('Group', 'child', {
                  type: 'team',
                  parent: 'parent',
                  children: [],
                }),
                entity('User', 'pa', { memberOf: ['parent'] }),
                entity('User', 'ch', { memberOf: ['child'] }),
              ],
            });
          },
        });
      },
    });
  },
});

async function start(
  databaseId: (typeof DATABASE_IDS)[number],
  options: { isInstalled?: boolean; warnings?: object } = {},
) {
  const { isInstalled = true, warnings } = options;
  const tasks = new Map<string, SchedulerServiceTaskInvocationDefinition>();
  const logs = recordLogs();
  const backend = await startSecurityBackend({
    databases,
    databaseId,
    security: { warnings },
    features: [
      members,
      logs.factory,
      mockServices.scheduler.mock({
        createScheduledTaskRunner: () => ({ run: async () => {} }),
        scheduleTask: async task => {
          tasks.set(task.id, task);
        },
      }).factory,
      ...(isInstalled ? [notificationsPlugin] : []),
    ],
  });
  const admin = backend.as(backend.headers.admin);
  const inDays = (days: number) =>
    new Date(Date.now() + days * DAY).toISOString();
  const add = async (name: string, ownerRef: string, days: number) => {
    await admin.post('/v1/service-accounts', { name, ownerRef }).expect(201);
    const { body } = await admin
      .post(`/v1/users/service-account/${name}/api-key/show`, {
        expiresAt: inDays(days),
      })
      .expect(200);
    return body.value as string;
  };
  const signIn = async (ref: string) => {
    const { body } = await request(backend.server).post(
      `/api/auth/test/refresh?ref=${ref}`,
    );
    return `Bearer ${body.token}`;
  };
  const notificationsOf = async (ref: string) => {
    const { body } = await request(backend.server)
      .get('/api/notifications/notifications')
      .set('Authorization', await signIn(ref));
    return body.notifications;
  };
  const waitForMembers = async () => {
    for (let attempt = 0; attempt < 100; attempt++) {
      const { body } = await request(backend.server)
        .get('/api/catalog/entities/by-name/group/default/parent')
        .set('Authorization', backend.headers.admin);
      if (JSON.stringify(body.relations ?? '').includes('user:default/pa')) {
        return;
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    throw new Error('The catalog did not load the members');
  };
  const run = async () =>
    tasks.get('warnings')!.fn(new AbortController().signal);
  return {
    ...backend,
    admin,
    inDays,
    logs,
    tasks,
    add,
    notificationsOf,
    run,
    waitForMembers,
  };
}

describe.each(databases.eachSupportedId())(
  'warnings through the notifications plugin (%s)',
  databaseId => {
    it('reach who owns the account, each replacing the one before', async () => {
      const backend = await start(databaseId);
      const { admin, add, run, notificationsOf, inDays, logs } = backend;
      await backend.waitForMembers();
      const key = await add('ci', 'group:default/parent', 5);
      await add('hers', 'user:default/owner', 0.5);

      await run();

      const [notice, ...others] = await notificationsOf('user:default/pa');
      expect(others).toEqual([]);
      expect(notice).toMatchObject({
        origin: 'plugin:security',
        payload: {
          title: 'API key of ci expires in 5 days',
          link: '/security/users/service-account/ci',
          severity: 'high',
          topic: 'api-key-expiry',
        },
      });
      expect(JSON.stringify(notice)).not.toContain(key);
      expect(await notificationsOf('user:default/ch')).toEqual([]);
      expect(await notificationsOf('user:default/owner')).toMatchObject([
        { payload: { severity: 'critical' } },
      ]);

      const { body } = await admin.get('/v1/users/service-account/ci');
      await admin
        .post('/v1/users/service-account/ci/api-key/rotate', {
          keyId: body.apiKey.id,
          expiresAt: inDays(0.9),
        })
        .expect(200);
      await run();
      expect(await notificationsOf('user:default/pa')).toMatchObject([
        {
          id: notice.id,
          payload: { title: 'API key of ci expires within a day' },
        },
      ]);
      await run();
      expect(await notificationsOf('user:default/owner')).toHaveLength(1);
      expect(logs.lines.join()).not.toContain(key);
      await backend.stop();
    });
  },
);

it('are nothing but a line in the log where there is no such plugin', async () => {
  const { tasks, logs, stop } = await start('SQLITE_3', { isInstalled: false });
  expect([...tasks.keys()]).toContain('owners');
  expect(tasks.has('warnings')).toBe(false);
  const said = logs.lines.filter(line => /notifications plugin/.test(line));
  expect(said).toEqual([expect.stringContaining('Nobody is warned')]);
  await stop();
});

it('are switched off', async () => {
  const { tasks, stop } = await start('SQLITE_3', {
    warnings: { enabled: false },
  });
  expect([...tasks.keys()]).toContain('owners');
  expect(tasks.has('warnings')).toBe(false);
  await stop();
});
