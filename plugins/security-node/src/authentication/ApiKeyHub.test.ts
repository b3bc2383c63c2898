import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import {
  AuthenticationError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { fakeToken, startFakeAuth } from '../__testUtils__/fakeAuth';
import { generateApiKey } from '../apiKeys/apiKeyFormat';
import { ApiKeyHub } from './ApiKeyHub';
import {
  AccountChanges,
  ApiKeyAnswer,
  ServiceAccountIdentity,
  VerifiedApiKey,
} from './VerifiedApiKey';

const KEY = generateApiKey();

function verified(fields: Partial<VerifiedApiKey> = {}): VerifiedApiKey {
  return {
    keyId: 'key-1',
    hint: 'abcd',
    accountId: 'account-1',
    accountVersion: 1,
    userEntityRef: 'user:service-account/robot',
    ownershipEntityRefs: ['user:service-account/robot', 'group:default/team-a'],
    principal: 'user',
    ...fields,
  };
}

let auth: Awaited<ReturnType<typeof startFakeAuth>>;
beforeAll(async () => {
  auth = await startFakeAuth();
});
afterAll(() => auth.stop());

function setUp(options: { ttl?: number; installed?: string[] } = {}) {
  const hub = new ApiKeyHub({
    verificationTtl: options.ttl ?? 60_000,
    isInstalled: async id =>
      (options.installed ?? ['security', 'auth']).includes(id),
  });
  const verify = jest.fn(
    async (_key: string): Promise<ApiKeyAnswer> => ({ apiKey: verified() }),
  );
  const noteUses = jest.fn();
  const readAnew = jest.fn(async (_keyIds: string[]) => [verified()]);
  const changesSince = jest.fn(
    async (_version: number | undefined): Promise<AccountChanges> => ({
      version: 1,
      accountIds: [],
    }),
  );
  hub.registerVerifier({ verify, readAnew, changesSince, noteUses });
  for (const pluginId of ['catalog', 'search']) {
    hub.attach({
      pluginId,
      pluginTokens: { verifyToken: jest.fn(), issueToken: jest.fn() },
      discovery: auth.discovery,
    });
  }
  return { hub, verify, readAnew, changesSince, noteUses };
}

describe('ApiKeyHub', () => {
  it('asks nobody about text that cannot be a key', async () => {
    const { hub, verify } = setUp();
    for (const text of [
      '',
      'bsak_',
      `${KEY}A`,
      KEY.slice(1),
      'bsak_'.repeat(9),
    ]) {
      await expect(hub.verify(text, 'catalog')).resolves.toBeUndefined();
    }
    expect(verify).not.toHaveBeenCalled();
  });

  it('asks once for many calls, also for those at the same time', async () => {
    const { hub, verify, noteUses } = setUp();
    await Promise.all(
      Array.from({ length: 50 }, () => hub.verify(KEY, 'catalog')),
    );
    await hub.verify(KEY, 'search');
    expect(verify).toHaveBeenCalledTimes(1);
    expect(noteUses).toHaveBeenLastCalledWith([
      {
        keyId: 'key-1',
        pluginId: 'search',
        firstAgeMs: 0,
        ageMs: 0,
        calls: 0,
      },
    ]);
  });

  it('asks every time when nothing shall be remembered', async () => {
    const { hub, verify } = setUp({ ttl: 0 });
    await Promise.all([hub.verify(KEY, 'a'), hub.verify(KEY, 'b')]);
    await hub.verify(KEY, 'c');
    expect(verify).toHaveBeenCalledTimes(3);
  });

  it('remembers for a while that a key is unknown', async () => {
    const { hub, verify } = setUp();
    verify.mockResolvedValue({ refusal: 'unknown' });
    await hub.verify(KEY, 'catalog');
    await expect(hub.verify(KEY, 'catalog')).resolves.toBeUndefined();
    expect(verify).toHaveBeenCalledTimes(1);
  });

  it('lets no flood of unknown keys displace a valid one', async () => {
    const { hub, verify } = setUp();
    verify.mockImplementation(async key =>
      key === KEY ? { apiKey: verified() } : { refusal: 'unknown' },
    );
    const unknown = Array.from({ length: 21_000 }, generateApiKey);
    for (const key of [KEY, ...unknown]) {
      await hub.verify(key, 'catalog');
    }
    verify.mockClear();
    await expect(hub.verify(KEY, 'catalog')).resolves.toBeDefined();
    expect(verify).not.toHaveBeenCalled();
    // The first ones were forgotten: no flood fills the memory.
    await hub.verify(unknown.at(-1)!, 'catalog');
    expect(verify).not.toHaveBeenCalled();
    await hub.verify(unknown[0], 'catalog');
    expect(verify).toHaveBeenCalledTimes(1);
  });

  it('forgets the account that was changed in this process, and no other', async () => {
    const { hub, verify } = setUp();
    const other = generateApiKey();
    verify.mockImplementation(async key => ({
      apiKey: verified({ accountId: key === KEY ? 'account-1' : 'account-2' }),
    }));
    await hub.verify(KEY, 'catalog');
    await hub.verify(other, 'catalog');
    hub.forget('account-1');
    verify.mockClear();
    await hub.verify(other, 'catalog');
    expect(verify).not.toHaveBeenCalled();
    await hub.verify(KEY, 'catalog');
    expect(verify).toHaveBeenCalledTimes(1);
  });

  it('looks at the expiry at every use', async () => {
    const { hub, verify } = setUp();
    verify.mockResolvedValue({
      apiKey: verified({ validUntil: Date.now() + 30 }),
    });
    await expect(hub.verify(KEY, 'catalog')).resolves.toBeDefined();
    await new Promise(resolve => setTimeout(resolve, 50));
    await expect(hub.verify(KEY, 'catalog')).resolves.toBeUndefined();
    expect(verify).toHaveBeenCalledTimes(1);
  });

  it('passes a failure on, and does not remember it', async () => {
    const { hub, verify } = setUp();
    verify.mockRejectedValueOnce(new ServiceUnavailableError('gone'));
    await expect(hub.verify(KEY, 'catalog')).rejects.toThrow('gone');
    await expect(hub.verify(KEY, 'catalog')).resolves.toBeDefined();
  });

  it('does not wait for ever for a database that does not answer', async () => {
    const { hub, verify } = setUp();
    jest.useFakeTimers();
    try {
      verify.mockReturnValueOnce(new Promise(() => {}));
      const answer = hub.verify(KEY, 'catalog').catch(error => error);
      await jest.advanceTimersByTimeAsync(5_000);
      expect(await answer).toBeInstanceOf(ServiceUnavailableError);
    } finally {
      jest.useRealTimers();
    }
    await expect(hub.verify(KEY, 'catalog')).resolves.toBeDefined();
  });

  it('counts what comes of verifying keys, and of confirming them', async () => {
    const counted: string[] = [];
    const count = (name: string) => (value: number, labels?: object) => {
      counted.push([name, ...Object.values(labels ?? {})].join(' '));
      expect(value).toBeGreaterThanOrEqual(0);
    };
    const { hub, verify, changesSince } = setUp({ ttl: 20 });
    hub.attach({
      pluginId: 'catalog',
      pluginTokens: { verifyToken: jest.fn(), issueToken: jest.fn() },
      discovery: auth.discovery,
      metrics: metricsServiceMock.mock({
        createCounter: name => ({ add: count(name) }),
        createHistogram: name => ({ record: count(name) }),
      }),
    });
    const outcomes = (answer: string) => [
      `security.api_key.verifications ${answer}`,
      `security.api_key.verification.duration ${answer}`,
    ];
    await hub.verify(KEY, 'catalog');
    await hub.verify(KEY, 'catalog');
    // For the same call, and of a plugin that was not attached.
    await hub.verifyAgain(KEY);
    await hub.verify(KEY, 'another');
    await hub.verify('bsak_garbage', 'catalog');
    verify.mockResolvedValueOnce({ refusal: 'disabled' });
    await hub.verify(generateApiKey(), 'catalog');
    expect(counted.splice(0)).toEqual([
      'security.api_key.confirmations confirmed',
      ...outcomes('valid false'),
      ...outcomes('valid true'),
      ...outcomes('malformed false'),
      ...outcomes('disabled false'),
    ]);

    await new Promise(resolve => setTimeout(resolve, 30));
    changesSince.mockRejectedValue(new ServiceUnavailableError('gone'));
    await expect(hub.verify(KEY, 'catalog')).rejects.toThrow('gone');
    expect(counted).toEqual([
      'security.api_key.confirmations unavailable',
      ...outcomes('unavailable false'),
    ]);
  });

  it('is not available before the security plugin has started', async () => {
    const hub = new ApiKeyHub({
      verificationTtl: 0,
      isInstalled: async () => true,
    });
    hub.attach({
      pluginId: 'catalog',
      pluginTokens: { verifyToken: jest.fn(), issueToken: jest.fn() },
      discovery: auth.discovery,
    });
    await expect(hub.verify(KEY, 'catalog')).rejects.toThrow(
      ServiceUnavailableError,
    );
    await expect(hub.userToken(verified(), KEY, 'catalog')).rejects.toThrow(
      /auth.providers.api-key/,
    );
  });

  describe('user tokens', () => {
    const later = () => new Date(Date.now() + 3_600_000);
    const tokenOf = ({
      ownershipEntityRefs: refs,
    }: ServiceAccountIdentity) => ({
      token: `${fakeToken({ sub: refs[0] })}${refs[1].split('/')[1]}`,
      expiresAt: later(),
    });

    it('are issued once for an account as it is', async () => {
      const { hub } = setUp();
      const issue = jest.fn(async (account: ServiceAccountIdentity) =>
        tokenOf(account),
      );
      hub.registerTokenIssuer(issue);
      await hub.userToken(verified(), KEY, 'catalog');
      await hub.userToken(verified({ keyId: 'key-2' }), KEY, 'search');
      expect(issue).toHaveBeenCalledTimes(1);
    });

    it('are other ones after every change, also one back to a former owner', async () => {
      const { hub, verify } = setUp();
      const issue = jest.fn(async (account: ServiceAccountIdentity) =>
        tokenOf(account),
      );
      hub.registerTokenIssuer(issue);
      for (const [i, team] of ['team-a', 'team-b', 'team-a'].entries()) {
        const apiKey = verified({
          accountVersion: i + 1,
          ownershipEntityRefs: [verified().userEntityRef, `group:x/${team}`],
        });
        verify.mockResolvedValue({ apiKey });
        await expect(hub.userToken(apiKey, KEY, 'catalog')).resolves.toMatch(
          team,
        );
      }
      expect(issue).toHaveBeenCalledTimes(3);
    });

    it('are issued again when it turns out that the account had been changed', async () => {
      const { hub, readAnew, changesSince } = setUp();
      const issue = jest.fn(async (account: ServiceAccountIdentity) =>
        tokenOf(account),
      );
      hub.registerTokenIssuer(issue);
      await hub.userToken(verified(), KEY, 'catalog');
      const now = verified({ accountVersion: 2 });
      readAnew.mockResolvedValue([now]);
      changesSince.mockResolvedValueOnce({
        version: 2,
        accountIds: ['account-1'],
      });
      for (
        let waited = 0;
        issue.mock.calls.length < 2 && waited < 40;
        waited++
      ) {
        await new Promise(resolve => setTimeout(resolve, 50));
      }
      expect(issue.mock.calls).toEqual([[verified()], [now]]);
    });

    it('are issued to other processes for valid keys alone', async () => {
      const { hub, verify } = setUp();
      const issue = jest.fn(async (account: ServiceAccountIdentity) =>
        tokenOf(account),
      );
      hub.registerTokenIssuer(issue);
      await expect(hub.issueToken(KEY)).resolves.toMatchObject({
        token: expect.any(String),
      });
      verify.mockResolvedValue({ refusal: 'unknown' });
      for (const text of [generateApiKey(), 'undefined']) {
        await expect(hub.issueToken(text)).rejects.toThrow(AuthenticationError);
      }
      expect(issue).toHaveBeenCalledTimes(1);
    });

    it('are renewed before they end, and forgotten when that failed', async () => {
      const { hub } = setUp();
      const issue = jest.fn(async () => ({
        token: fakeToken({ sub: verified().userEntityRef }),
        expiresAt: new Date(Date.now() + 30_000),
      }));
      hub.registerTokenIssuer(issue);
      await hub.userToken(verified(), KEY, 'catalog');
      issue.mockRejectedValueOnce(new Error('not now'));
      await expect(hub.userToken(verified(), KEY, 'catalog')).rejects.toThrow();
      await expect(
        hub.userToken(verified(), KEY, 'catalog'),
      ).resolves.toBeDefined();
      expect(issue).toHaveBeenCalledTimes(3);
    });
  });
});
