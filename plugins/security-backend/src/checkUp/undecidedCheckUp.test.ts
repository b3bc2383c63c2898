import {
  AuthService,
  coreServices,
  createBackendModule,
  PermissionsRegistryService,
  PermissionsService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { PolicyDecision } from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { securityPermissions } from 'backstage-plugin-security-common';
import { ApiKeyHub, apiKeyHubServiceRef } from 'backstage-plugin-security-node';
import { PolicyQuestions } from '../access/PolicyQuestions';
import { AccountPolicy, ALLOW, DENY } from '../__testUtils__/AccountPolicy';
import { startSecurityBackend } from '../__testUtils__/startSecurityBackend';
import { PolicyCheck } from './PolicyCheck';
import { PolicyJudge } from './PolicyJudge';
import { reportPolicy } from './reportPolicy';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const READ = 'security.configuration.read';
const CREATE = 'security.service-account.create';
const PATIENCE_MS = 1_000;

let services: {
  auth: AuthService;
  config: RootConfigService;
  hub: ApiKeyHub;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
};

/** Lets the test use the services of the plugin. */
const insider = createBackendModule({
  pluginId: 'security',
  moduleId: 'test-insider',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        hub: apiKeyHubServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
      },
      async init(deps) {
        services = deps;
      },
    });
  },
});

describe('a policy that cannot be checked', () => {
  const policy = new AccountPolicy();
  const waiting: Array<() => void> = [];
  const hang = () =>
    new Promise<PolicyDecision>(resolve => waiting.push(() => resolve(DENY)));

  beforeAll(async () => {
    await startSecurityBackend({
      databases,
      databaseId: 'SQLITE_3',
      policy,
      features: [insider],
    });
  });

  afterEach(() => {
    // The backend stops when it has answered.
    waiting.splice(0).forEach(answer => answer());
  });

  function createCheck(options: { answerMs?: number; hub?: ApiKeyHub } = {}) {
    const { answerMs = PATIENCE_MS * 0.4, hub } = options;
    const { permissions } = services;
    return new PolicyCheck({
      ...services,
      hub: hub ?? services.hub,
      catalog: catalogServiceMock(),
      judge: new PolicyJudge({
        ...services,
        accounts: { list: async () => ({ accounts: [], next: undefined }) },
        allowGuest: false,
      }),
      permissionsEnabled: true,
      questions: new PolicyQuestions({ permissions, patienceMs: answerMs }),
      patienceMs: PATIENCE_MS,
    });
  }

  async function timed(check: PolicyCheck) {
    const started = performance.now();
    const { status, findings } = await check.result();
    expect(performance.now() - started).toBeLessThan(PATIENCE_MS + 500);
    return { status, findings };
  }

  it('because of one answer that does not come is told for all others', async () => {
    policy.decide = ({ name }) => {
      if (name === CREATE) {
        return hang();
      }
      return name === READ ? ALLOW : DENY;
    };
    expect(await timed(createCheck())).toEqual({
      status: 'undecided',
      findings: [
        {
          who: 'nobody',
          permissions: [
            { name: READ, decision: 'allowed' },
            { name: CREATE, decision: 'undecided' },
          ],
        },
      ],
    });
  });

  const NOTHING_KNOWN = {
    status: 'undecided',
    findings: [
      {
        who: 'nobody',
        permissions: securityPermissions.map(({ name }) => ({
          name,
          decision: 'undecided',
        })),
      },
    ],
  };

  it('because it takes too long is not waited for', async () => {
    policy.decide = hang;
    const check = createCheck({ answerMs: 60_000 });
    expect(await timed(check)).toEqual(NOTHING_KNOWN);
  });

  it('because there is no token to ask it with is undecided', async () => {
    policy.decide = () => ALLOW;
    const hub: Partial<ApiKeyHub> = {
      issueTokenWithoutKey: async () => {
        throw new Error('no auth plugin');
      },
    };
    const check = createCheck({ hub: hub as ApiKeyHub });
    expect(await timed(check)).toEqual(NOTHING_KNOWN);
  });

  describe('at start', () => {
    function report(pausesMs: number[], stopped = new AbortController()) {
      const logger = mockServices.logger.mock();
      const reported = reportPolicy({
        check: createCheck(),
        logger,
        allowWithoutPermissions: false,
        pausesMs,
        signal: stopped.signal,
      });
      const said = () => ({
        warn: logger.warn.mock.calls.map(([message]) => message),
        info: logger.info.mock.calls.map(([message]) => message),
      });
      return { reported, said };
    }
    const failing = () => {
      throw new Error('not yet');
    };

    it('is asked again until it answers', async () => {
      policy.decide = failing;
      const { reported, said } = report([100, 100, 100, 100, 100, 100]);
      await new Promise(resolve => setTimeout(resolve, 300));
      policy.decide = () => DENY;
      await reported;
      expect(said()).toEqual({
        warn: [],
        info: [expect.stringContaining('do nothing in the Security module')],
      });
    });

    it('is given up, with one line', async () => {
      policy.decide = failing;
      const { reported, said } = report([10, 10]);
      await reported;
      expect(said()).toEqual({
        warn: [
          expect.stringMatching(
            /^The permission policy could not be checked for somebody who has no rights at all \(security\.configuration\.read, /,
          ),
        ],
        info: [],
      });
    });

    it('is forgotten when the backend stops', async () => {
      policy.decide = failing;
      const stopped = new AbortController();
      const { reported, said } = report([60_000], stopped);
      await new Promise(resolve => setTimeout(resolve, 300));
      stopped.abort();
      await reported;
      expect(said()).toEqual({ warn: [], info: [] });
    });
  });
});
