import {
  AuthService,
  coreServices,
  createBackendPlugin,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  createPermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { ApiKeyHub, apiKeyHubServiceRef } from 'backstage-plugin-security-node';
import { z } from 'zod';
import { AccountPolicy, ALLOW, DENY } from '../__testUtils__/AccountPolicy';
import { createKey, TestKey } from '../__testUtils__/keyCallers';
import { startSecurityBackend } from '../__testUtils__/startSecurityBackend';
import { PolicyQuestions } from './PolicyQuestions';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const thingRef = createPermissionResourceRef<{ colour: string }, object>().with(
  { pluginId: 'things', resourceType: 'thing' },
);

const isRed = createPermissionRule({
  name: 'IS_RED',
  description: 'Allow things of a shade of red',
  resourceRef: thingRef,
  paramsSchema: z.object({ shades: z.array(z.string()).optional() }),
  apply: () => true,
  toQuery: () => ({}),
});

let services: {
  auth: AuthService;
  hub: ApiKeyHub;
  permissions: PermissionsService;
};

/** A plugin that registers a permission for whatever a policy can do wrong. */
const things = createBackendPlugin({
  pluginId: 'things',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        hub: apiKeyHubServiceRef,
        permissions: coreServices.permissions,
        registry: coreServices.permissionsRegistry,
      },
      async init({ registry, ...others }) {
        services = others;
        registry.addPermissions(
          ['create', 'throws', 'conditional', 'hangs'].map(name =>
            createPermission({ name: `things.${name}`, attributes: {} }),
          ),
        );
        registry.addResourceType({
          resourceRef: thingRef,
          permissions: [
            'read',
            'unknown-rule',
            'empty',
            'deep',
            'huge',
            'foreign',
          ].map(name =>
            createPermission({
              name: `things.${name}`,
              attributes: {},
              resourceType: 'thing',
            }),
          ),
          rules: [isRed],
          getResources: async refs => refs.map(() => ({ colour: 'red' })),
        });
      },
    });
  },
});

const IS_RED = { rule: 'IS_RED', resourceType: 'thing' };
const conditional = (conditions: object, resourceType = 'thing') =>
  ({
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'things',
    resourceType,
    conditions,
  } as PolicyDecision);

let nested: object = IS_RED;
for (let depth = 0; depth < 30; depth++) {
  nested = { not: nested };
}

const WRONG: Record<string, () => PolicyDecision | Promise<PolicyDecision>> = {
  'things.throws': () => {
    throw new Error('out of order');
  },
  'things.conditional': () => conditional(IS_RED),
  'things.unknown-rule': () =>
    conditional({ anyOf: [IS_RED, { ...IS_RED, rule: 'IS_GREEN' }] }),
  'things.empty': () => conditional({ anyOf: [] }),
  'things.deep': () => conditional(nested),
  'things.huge': () =>
    conditional({ ...IS_RED, params: { shades: ['x'.repeat(60_000)] } }),
  'things.foreign': () =>
    conditional({ ...IS_RED, resourceType: 'other' }, 'other'),
};

describe('a policy that does not decide', () => {
  const policy = new AccountPolicy();
  let backend: Awaited<ReturnType<typeof startSecurityBackend>>;
  let key: TestKey;

  beforeAll(async () => {
    backend = await startSecurityBackend({
      databases,
      databaseId: 'SQLITE_3',
      policy,
      features: [things],
    });
    key = await createKey(backend);
  });

  async function credentialsOfAccount() {
    const { auth, hub } = services;
    const { token } = await hub.issueTokenWithoutKey({
      userEntityRef: key.userEntityRef,
      ownershipEntityRefs: [key.userEntityRef, 'group:default/team-a'],
    });
    return hub.admit(token, () =>
      auth.authenticate(token, { allowLimitedAccess: true }),
    );
  }

  async function readThings() {
    const { body } = await backend
      .as(backend.headers.viewer)
      .get(`/v1/service-accounts/${key.name}/access`)
      .expect(200);
    const all = body.plugins.flatMap(({ permissions }: any) => permissions);
    const own = body.plugins.find(({ pluginId }: any) => pluginId === 'things');
    return {
      all,
      byName: Object.fromEntries(
        own.permissions.map(({ name, decision, reason }: any) => [
          name,
          reason ? `${decision}: ${reason}` : decision,
        ]),
      ),
      own,
    };
  }

  it('is told apart from all that it decides, and asked anew', async () => {
    policy.decide = ({ name }) => WRONG[name]?.() ?? ALLOW;
    const { all, byName } = await readThings();
    expect(byName).toEqual({
      'things.create': 'allowed',
      'things.hangs': 'allowed',
      'things.read': 'allowed',
      'things.throws': 'undecided: failed',
      'things.conditional': 'undecided: failed',
      'things.empty': 'undecided: failed',
      'things.foreign': 'undecided: failed',
      'things.deep': 'undecided: failed',
      'things.huge': 'undecided: failed',
      'things.unknown-rule': 'undecided: unknown-rule',
    });
    expect(
      all.filter(({ decision }: any) => decision === 'allowed').length,
    ).toBe(all.length - 7);

    policy.decide = () => DENY;
    const { all: then } = await readThings();
    expect(new Set(then.map(({ decision }: any) => decision))).toEqual(
      new Set(['denied']),
    );
  });

  it('decides under conditions as they are nested', async () => {
    policy.decide = ({ name }) =>
      name === 'things.read'
        ? conditional({
            anyOf: [
              {
                allOf: [
                  { ...IS_RED, params: { shades: ['ruby'] } },
                  { not: { anyOf: [IS_RED] } },
                ],
              },
            ],
          })
        : DENY;
    const { own } = await readThings();
    const description = 'Allow things of a shade of red';
    expect(
      own.permissions.find(({ name }: any) => name === 'things.read'),
    ).toMatchObject({
      decision: 'conditional',
      conditions: {
        allOf: [
          { rule: 'IS_RED', description, params: { shades: ['ruby'] } },
          { not: { rule: 'IS_RED', description } },
        ],
      },
    });
  });

  it('is not waited for for ever', async () => {
    let answer = () => {};
    const hanging = new Promise<PolicyDecision>(resolve => {
      answer = () => resolve(ALLOW);
    });
    policy.decide = ({ name }) => (name === 'things.hangs' ? hanging : ALLOW);
    const { permissions } = services;
    const credentials = await credentialsOfAccount();
    const ask = (patienceMs: number) =>
      new PolicyQuestions({ permissions, patienceMs }).ask(
        ['create', 'hangs', 'delete'].map(name => ({ name: `things.${name}` })),
        credentials,
      );
    const started = Date.now();
    expect(await ask(1_000)).toEqual([
      expect.objectContaining(ALLOW),
      { undecided: 'timeout' },
      expect.objectContaining(ALLOW),
    ]);
    expect(Date.now() - started).toBeLessThan(3_500);
    expect(await ask(0)).toEqual(new Array(3).fill({ undecided: 'timeout' }));
    answer();
  });

  it('is asked about very many permissions', async () => {
    policy.decide = ({ name }) => (/7$/.test(name) ? DENY : ALLOW);
    const { permissions } = services;
    const asked = jest.fn(permissions.authorizeConditional.bind(permissions));
    const questions = Array.from({ length: 1_234 }, (_, index) => ({
      name: `${'x'.repeat(190)}.${index}`,
      resourceType: 'y'.repeat(200),
    }));
    const answers = await new PolicyQuestions({
      permissions: { ...permissions, authorizeConditional: asked },
      patienceMs: 10_000,
    }).ask(questions, await credentialsOfAccount());
    expect(answers).toEqual(
      questions.map(({ name }) =>
        expect.objectContaining(/7$/.test(name) ? DENY : ALLOW),
      ),
    );
    expect(asked).toHaveBeenCalledTimes(13);
  });
});
