import { TestDatabases } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  PolicyCheckUp,
  RESOURCE_TYPE_SERVICE_ACCOUNT,
  securityPermissions,
} from 'backstage-plugin-security-common';
import { serviceAccountConditions } from 'backstage-plugin-security-node';
import { AccountPolicy, ALLOW, DENY } from '../__testUtils__/AccountPolicy';
import { recordLogs } from '../__testUtils__/recordLogs';
import { startSecurityBackend } from '../__testUtils__/startSecurityBackend';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const ALL = securityPermissions.map(({ name }) => name);
const READ = 'security.configuration.read';
const OF_ACCOUNTS = securityPermissions
  .filter(permission => 'resourceType' in permission)
  .map(({ name }) => name);
const LOCKED_FOR_GUEST = [
  'security.user.api-key.configure',
  'security.user.api-key.revoke',
  'security.service-principal.configure',
];
const GUEST = {
  dangerouslyAllowOutsideDevelopment: true,
  ownershipEntityRefs: ['group:default/visitors'],
};

const { isOwner, hasName } = serviceAccountConditions;

/** For permissions of accounts the conditions, and `ALLOW` for all others. */
function onAccounts(conditions: object) {
  return ({ name }: { name: string }): PolicyDecision =>
    OF_ACCOUNTS.includes(name)
      ? ({
          result: AuthorizeResult.CONDITIONAL,
          pluginId: 'security',
          resourceType: RESOURCE_TYPE_SERVICE_ACCOUNT,
          conditions,
        } as PolicyDecision)
      : ALLOW;
}

/** In words that are short to compare with. */
function told({ findings }: PolicyCheckUp) {
  return Object.fromEntries(
    findings.map(({ who, permissions }) => [
      who,
      permissions.map(({ name, decision }) =>
        decision === 'allowed' ? name : `${name} ${decision}`,
      ),
    ]),
  );
}

function backendWith(
  options: Partial<Parameters<typeof startSecurityBackend>[0]>,
) {
  return startSecurityBackend({
    databases,
    databaseId: 'SQLITE_3',
    ...options,
  });
}

type SecurityBackend = Awaited<ReturnType<typeof startSecurityBackend>>;

async function read(
  { as, headers }: SecurityBackend,
  actor: 'admin' | 'guest' = 'admin',
): Promise<PolicyCheckUp> {
  const { body } = await as(headers[actor])
    .get('/v1/policy-check-up')
    .expect(200);
  return body;
}

describe('the check-up of the policy', () => {
  const policy = new AccountPolicy();
  let backend: SecurityBackend;
  let skipped = 0;

  beforeAll(async () => {
    backend = await backendWith({ policy });
    await backend
      .as(backend.headers.admin)
      .post('/v1/service-accounts', {
        name: 'ci',
        ownerRef: 'group:default/team-a',
      })
      .expect(201);
  });
  beforeEach(() => {
    // What is remembered is too old.
    skipped += 60_000;
    const now = performance.now.bind(performance);
    jest.spyOn(performance, 'now').mockImplementation(() => now() + skipped);
  });
  afterEach(() => jest.restoreAllMocks());

  const ask = (decide: AccountPolicy['decide']) => {
    policy.decide = decide;
    return read(backend);
  };

  it.each<[string, AccountPolicy['decide'], string[]]>([
    ['allows everything', () => ALLOW, ALL],
    [
      'allows what is a read',
      ({ attributes }) => (attributes.action === 'read' ? ALLOW : DENY),
      [READ],
    ],
    [
      'decides by an account that there is',
      onAccounts(hasName({ names: ['ci'] })),
      ALL.map(name =>
        OF_ACCOUNTS.includes(name) ? `${name} conditional` : name,
      ),
    ],
    [
      'decides by an account that there is not',
      onAccounts(hasName({ names: ['cd'] })),
      ALL.filter(name => !OF_ACCOUNTS.includes(name)),
    ],
    [
      'lets owners act',
      (permission, { ownershipEntityRefs: owners }) =>
        onAccounts(isOwner({ owners }))(permission),
      ALL.filter(name => !OF_ACCOUNTS.includes(name)),
    ],
  ])('tells what a policy gives away that %s', async (_, decide, expected) => {
    const result = await ask(decide);
    expect(result.status).toBe('decided');
    expect(told(result)).toEqual({ nobody: expected });
    expect(Date.now() - Date.parse(result.checkedAt)).toBeLessThan(60_000);
  });

  it.each<[string, AccountPolicy['decide']]>([
    ['denies everything', () => DENY],
    ['shows nobody the module', ({ name }) => (name === READ ? DENY : ALLOW)],
    [
      'goes by groups',
      (_, { ownershipEntityRefs }) =>
        ownershipEntityRefs.some(ref => ref.startsWith('group:'))
          ? ALLOW
          : DENY,
    ],
  ])('finds nothing in a policy that %s', async (_, decide) => {
    expect(await ask(decide)).toMatchObject({
      status: 'decided',
      findings: [],
      dangerousSettings: [],
    });
  });

  it('is made as somebody who owns nothing, by a name that nobody can have', async () => {
    const infos: Array<PolicyQueryUser['info']> = [];
    await ask((_, info) => {
      infos.push(info);
      return DENY;
    });
    const userEntityRef = 'user:service-account/check-up.nobody';
    expect(infos).toEqual(
      ALL.map(() => ({ userEntityRef, ownershipEntityRefs: [userEntityRef] })),
    );
    for (const name of ['check-up.nobody', 'check-up.guest']) {
      await backend
        .as(backend.headers.admin)
        .post('/v1/service-accounts', {
          name,
          ownerRef: 'group:default/team-a',
        })
        .expect(400);
    }
  });

  const UNDECIDED: Array<[string, () => PolicyDecision]> = [
    [
      'throws',
      () => {
        throw new Error('out of order');
      },
    ],
    [
      'names an unknown rule',
      () =>
        onAccounts({
          rule: 'IS_BLUE',
          resourceType: RESOURCE_TYPE_SERVICE_ACCOUNT,
        })({ name: OF_ACCOUNTS[0] }),
    ],
  ];
  it.each(UNDECIDED)(
    'leaves open what a policy does that %s, and keeps nothing of it',
    async (_, fail) => {
      const [failing] = OF_ACCOUNTS;
      const result = await ask(({ name }) => {
        if (name === failing) {
          return fail();
        }
        return name === READ ? ALLOW : DENY;
      });
      expect(result.status).toBe('undecided');
      expect(told(result)).toEqual({ nobody: [READ, `${failing} undecided`] });
      expect(await ask(() => DENY)).toMatchObject({
        status: 'decided',
        findings: [],
      });
    },
  );

  it('is made once for all who ask within half a minute', async () => {
    const asked = jest.fn(() => DENY);
    await Promise.all([ask(asked), ask(asked), ask(asked)]);
    expect(asked).toHaveBeenCalledTimes(ALL.length);
    skipped += 29_000;
    await ask(asked);
    expect(asked).toHaveBeenCalledTimes(ALL.length);
    skipped += 2_000;
    await ask(asked);
    expect(asked).toHaveBeenCalledTimes(2 * ALL.length);
  });

  it('leaves no credentials in the answer, and no use or account behind', async () => {
    const { body } = await backend
      .as(backend.headers.admin)
      .get('/v1/users?type=service-account');
    expect(body.items.map(({ name }: any) => name)).toEqual(['ci']);
    expect(JSON.stringify(await read(backend))).not.toMatch(/eyJ|bsak_/);
  });
});

describe('the check-up as the guest', () => {
  const auth = (guest: object) => ({
    auth: { providers: { test: {}, 'api-key': {}, guest } },
  });
  const policy = new AccountPolicy();

  it('is told to a guest as well, whom only this plugin keeps from keys', async () => {
    policy.decide = (_, { ownershipEntityRefs }) =>
      ownershipEntityRefs.includes('group:default/visitors') ? ALLOW : DENY;
    const backend = await backendWith({ policy, config: auth(GUEST) });
    const result = await read(backend, 'guest');
    expect(told(result)).toEqual({
      guest: ALL.filter(name => !LOCKED_FOR_GUEST.includes(name)),
    });
    expect(result.dangerousSettings).toEqual([
      'auth.providers.guest.dangerouslyAllowOutsideDevelopment',
    ]);
  });

  it('finds keys where the guest may handle them', async () => {
    policy.decide = (_, { ownershipEntityRefs }) =>
      ownershipEntityRefs.includes('user:default/visitor') ? ALLOW : DENY;
    const backend = await backendWith({
      policy,
      config: auth({
        dangerouslyAllowOutsideDevelopment: true,
        userEntityRef: 'user:default/visitor',
      }),
      security: { dangerouslyAllowGuest: true },
    });
    const result = await read(backend);
    expect(told(result)).toEqual({ guest: ALL });
    expect(result.dangerousSettings).toEqual([
      'security.dangerouslyAllowGuest',
      'auth.providers.guest.dangerouslyAllowOutsideDevelopment',
    ]);
  });

  it('is not made where no guest can sign in', async () => {
    policy.decide = () => ALLOW;
    const backend = await backendWith({ policy, config: auth({}) });
    expect(told(await read(backend))).toEqual({ nobody: ALL });
  });

  it('changes nothing of what the guest owns', async () => {
    policy.decide = () => DENY;
    const config = auth({
      ...GUEST,
      userEntityRef: 'user:default/alice',
    });
    const asked: string[][] = [];
    policy.decide = (_, { userEntityRef, ownershipEntityRefs }) => {
      asked.push([userEntityRef, ...ownershipEntityRefs]);
      return DENY;
    };
    const backend = await backendWith({ policy, config });
    // By now the catalog knows who signs in as the guest.
    const now = performance.now.bind(performance);
    jest.spyOn(performance, 'now').mockImplementation(() => now() + 60_000);
    asked.length = 0;
    await read(backend);
    jest.restoreAllMocks();
    expect(asked).toContainEqual([
      'user:service-account/check-up.guest',
      'user:default/alice',
    ]);
    expect(asked.map(([ref]) => ref)).not.toContain('user:default/alice');
  });
});

describe('the check-up at start', () => {
  async function startLogged(
    options: Partial<Parameters<typeof startSecurityBackend>[0]>,
  ) {
    const logs = recordLogs();
    const backend = await backendWith({ ...options, features: [logs.factory] });
    // Nobody waits for it at start.
    await logs.waitFor(/The permission policy|no policy to check/);
    const lines = (pattern: RegExp) =>
      logs.lines.filter(line => pattern.test(line));
    return { backend, lines };
  }
  const ALLOW_ALL = { handle: async () => ALLOW };

  it('warns once of a policy that allows everything', async () => {
    const { lines } = await startLogged({ policy: ALLOW_ALL });
    const [line, ...others] = lines(/The permission policy/);
    expect(others).toEqual([]);
    expect(line).toMatch(/^\[\s+'warn'/);
    expect(line).toContain(
      `The permission policy gives too much away to somebody who has no rights at all (${ALL.join(
        ', ',
      )}). Replace it with one that says who may: `,
    );
    expect(line).toContain('docs/permissions.md');
    expect(lines(/Dangerous settings/)).toEqual([]);
  });

  it('has nothing to warn of under a policy that says who may', async () => {
    const { lines } = await startLogged({});
    expect(lines(/The permission policy/)).toEqual([
      expect.stringMatching(
        /'info',\s+'The permission policy lets somebody who has no rights do nothing/,
      ),
    ]);
  });

  it('names dangerous settings', async () => {
    const { lines } = await startLogged({
      security: { dangerouslyAllowGuest: true },
    });
    expect(lines(/Dangerous settings/)).toEqual([
      expect.stringMatching(
        /'warn',\s+'Dangerous settings are on: security\.dangerouslyAllowGuest\. /,
      ),
    ]);
  });

  it.each([
    [{}, 'nobody may change an account or handle a key'],
    [
      { dangerouslyAllowWithoutPermissions: true },
      'may change every account and handle every key',
    ],
  ])('asks nothing without permissions, with %j', async (security, meaning) => {
    const handle = jest.fn(ALLOW_ALL.handle);
    const { backend, lines } = await startLogged({
      policy: { handle },
      config: { permission: {} },
      security,
    });
    const [line, ...others] = lines(/no policy to check/);
    expect(others).toEqual([]);
    expect(line).toContain(meaning);
    expect(handle).not.toHaveBeenCalled();
    const { status, body } = await backend
      .as(backend.headers.admin)
      .get('/v1/policy-check-up');
    expect([status, body.status, body.findings]).toEqual(
      'dangerouslyAllowWithoutPermissions' in security
        ? [200, 'not-asked', []]
        : [403, undefined, undefined],
    );
  });
});
