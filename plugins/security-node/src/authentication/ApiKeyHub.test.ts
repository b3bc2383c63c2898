import {
  AuthenticationError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { fakeToken, startFakeAuth } from '../__testUtils__/fakeAuth';
import { generateApiKey } from '../apiKeys/apiKeyFormat';
import { ApiKeyHub } from './ApiKeyHub';
import { VerifiedApiKey } from './VerifiedApiKey';

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
    async (_key: string): Promise<VerifiedApiKey | undefined> => verified(),
  );
  const noteUse = jest.fn();
  hub.registerVerifier({ verify, noteUse });
  for (const pluginId of ['catalog', 'search']) {
    hub.attach({
      pluginId,
      pluginTokens: { verifyToken: jest.fn(), issueToken: jest.fn() },
      discovery: auth.discovery,
    });
  }
  return { hub, verify, noteUse };
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
    const { hub, verify, noteUse } = setUp();
    await Promise.all(
      Array.from({ length: 50 }, () => hub.verify(KEY, 'catalog')),
    );
    await hub.verify(KEY, 'search');
    expect(verify).toHaveBeenCalledTimes(1);
    expect(noteUse).toHaveBeenLastCalledWith('key-1', 'search');
  });

  it('asks again when the time to live is over', async () => {
    const { hub, verify } = setUp({ ttl: 20 });
    await hub.verify(KEY, 'catalog');
    await new Promise(resolve => setTimeout(resolve, 40));
    await hub.verify(KEY, 'catalog');
    expect(verify).toHaveBeenCalledTimes(2);
  });

  it('asks every time when nothing shall be remembered', async () => {
    const { hub, verify } = setUp({ ttl: 0 });
    await Promise.all([hub.verify(KEY, 'a'), hub.verify(KEY, 'b')]);
    await hub.verify(KEY, 'c');
    expect(verify).toHaveBeenCalledTimes(3);
  });

  it('remembers for a while that a key is unknown', async () => {
    const { hub, verify } = setUp();
    verify.mockResolvedValue(undefined);
    await hub.verify(KEY, 'catalog');
    await expect(hub.verify(KEY, 'catalog')).resolves.toBeUndefined();
    expect(verify).toHaveBeenCalledTimes(1);
  });

  it('lets no flood of unknown keys displace a valid one', async () => {
    const { hub, verify } = setUp();
    verify.mockImplementation(async key =>
      key === KEY ? verified() : undefined,
    );
    const unknown = Array.from({ length: 12_000 }, generateApiKey);
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

  it('does not remember an answer from before a change', async () => {
    const { hub, verify } = setUp();
    let answer = (_: VerifiedApiKey | undefined) => {};
    verify.mockReturnValueOnce(
      new Promise(resolve => {
        answer = resolve;
      }),
    );
    const early = hub.verify(KEY, 'catalog');
    hub.invalidate();
    answer(verified());
    await early;
    verify.mockResolvedValue(undefined);
    await expect(hub.verify(KEY, 'catalog')).resolves.toBeUndefined();
  });

  it('looks at the expiry at every use', async () => {
    const { hub, verify } = setUp();
    verify.mockResolvedValue(verified({ validUntil: Date.now() + 30 }));
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
    const tokenOf = ({ ownershipEntityRefs: refs }: VerifiedApiKey) => ({
      token: `${fakeToken({ sub: refs[0] })}${refs[1].split('/')[1]}`,
      expiresAt: later(),
    });

    it('are issued once for an account as it is', async () => {
      const { hub } = setUp();
      const issue = jest.fn(async (apiKey: VerifiedApiKey) => tokenOf(apiKey));
      hub.registerTokenIssuer(issue);
      await hub.userToken(verified(), KEY, 'catalog');
      await hub.userToken(verified({ keyId: 'key-2' }), KEY, 'search');
      expect(issue).toHaveBeenCalledTimes(1);
    });

    it('are other ones after every change, also one back to a former owner', async () => {
      const { hub, verify } = setUp();
      const issue = jest.fn(async (apiKey: VerifiedApiKey) => tokenOf(apiKey));
      hub.registerTokenIssuer(issue);
      for (const [i, team] of ['team-a', 'team-b', 'team-a'].entries()) {
        const apiKey = verified({
          accountVersion: i + 1,
          ownershipEntityRefs: [verified().userEntityRef, `group:x/${team}`],
        });
        verify.mockResolvedValue(apiKey);
        await expect(hub.userToken(apiKey, KEY, 'catalog')).resolves.toMatch(
          team,
        );
      }
      expect(issue).toHaveBeenCalledTimes(3);
    });

    it('are issued for what the account is, not for what is remembered', async () => {
      const { hub, verify } = setUp();
      const issue = jest.fn(async (apiKey: VerifiedApiKey) => tokenOf(apiKey));
      hub.registerTokenIssuer(issue);
      const now = verified({ accountVersion: 3 });
      verify.mockResolvedValue(now);
      await hub.userToken(verified({ accountVersion: 2 }), KEY, 'catalog');
      expect(issue).toHaveBeenCalledWith(now);
    });

    it('are issued again when the account was changed meanwhile', async () => {
      const { hub, verify } = setUp();
      const issue = jest.fn(async (apiKey: VerifiedApiKey) => tokenOf(apiKey));
      hub.registerTokenIssuer(issue);
      verify
        .mockResolvedValueOnce(verified({ accountVersion: 1 }))
        .mockResolvedValue(verified({ accountVersion: 2 }));
      await hub.userToken(verified(), KEY, 'catalog');
      expect(issue.mock.lastCall![0].accountVersion).toBe(2);
      expect(issue).toHaveBeenCalledTimes(2);
    });

    it('are not issued for a key that has ended by now', async () => {
      const { hub, verify } = setUp();
      hub.registerTokenIssuer(async apiKey => tokenOf(apiKey));
      verify.mockResolvedValue(undefined);
      await expect(hub.userToken(verified(), KEY, 'catalog')).rejects.toThrow(
        AuthenticationError,
      );
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
