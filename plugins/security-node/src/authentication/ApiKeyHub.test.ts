import { PluginTokenHandler } from '@backstage/backend-defaults/auth';
import { mockServices } from '@backstage/backend-test-utils';
import {
  AuthenticationError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { generateApiKey } from '../apiKeys/apiKeyFormat';
import { ApiKeyHub } from './ApiKeyHub';
import { decorateWithApiKeys } from './decorateWithApiKeys';
import { VerifiedApiKey } from './VerifiedApiKey';

const KEY = generateApiKey();

function verified(fields: Partial<VerifiedApiKey> = {}): VerifiedApiKey {
  return {
    keyId: 'key-1',
    hint: 'abcd',
    accountId: 'account-1',
    userEntityRef: 'user:service-account/robot',
    ownershipEntityRefs: ['user:service-account/robot', 'group:default/team-a'],
    principal: 'user',
    ...fields,
  };
}

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

  it('is not available before the security plugin has started', async () => {
    const hub = new ApiKeyHub({
      verificationTtl: 0,
      isInstalled: async () => true,
    });
    await expect(hub.verify(KEY, 'catalog')).rejects.toThrow(
      ServiceUnavailableError,
    );
    await expect(hub.userToken(verified(), KEY, 'catalog')).rejects.toThrow(
      /auth.providers.api-key/,
    );
  });

  it('issues one token for an account, and another for another owner', async () => {
    const { hub } = setUp();
    const issue = jest.fn(async (apiKey: VerifiedApiKey) => ({
      token: apiKey.ownershipEntityRefs.join(),
      expiresAt: new Date(Date.now() + 3_600_000),
    }));
    hub.registerTokenIssuer(issue);
    await hub.userToken(verified(), KEY, 'catalog');
    await hub.userToken(verified({ keyId: 'key-2' }), KEY, 'search');
    expect(issue).toHaveBeenCalledTimes(1);
    await expect(
      hub.userToken(
        verified({ ownershipEntityRefs: ['group:default/team-b'] }),
        KEY,
        'catalog',
      ),
    ).resolves.toBe('group:default/team-b');
  });

  it('renews a token before it ends, and forgets one that failed', async () => {
    const { hub } = setUp();
    const issue = jest.fn(async () => ({
      token: 'token',
      expiresAt: new Date(Date.now() + 30_000),
    }));
    hub.registerTokenIssuer(issue);
    await hub.userToken(verified(), KEY, 'catalog');
    issue.mockRejectedValueOnce(new Error('not now'));
    await expect(hub.userToken(verified(), KEY, 'catalog')).rejects.toThrow();
    await expect(hub.userToken(verified(), KEY, 'catalog')).resolves.toBe(
      'token',
    );
    expect(issue).toHaveBeenCalledTimes(3);
  });
});

describe('decorateWithApiKeys', () => {
  function decorate() {
    const { hub, verify } = setUp();
    hub.registerTokenIssuer(async () => ({
      token: 'user-token',
      expiresAt: new Date(Date.now() + 3_600_000),
    }));
    const pluginTokens = {
      verifyToken: jest.fn(async () => ({ subject: 'plugin:other' })),
      issueToken: jest.fn(async () => ({ token: 'plugin-token' })),
    } satisfies PluginTokenHandler;
    const handler = decorateWithApiKeys(pluginTokens, {
      hub,
      pluginId: 'catalog',
      discovery: mockServices.discovery.mock(),
    });
    return { hub, verify, handler, pluginTokens };
  }

  it('says what to do where a decorator of somebody else is in place', () => {
    const { hub } = decorate();
    expect(() => hub.assertAttached('catalog')).not.toThrow();
    expect(() => hub.assertAttached()).not.toThrow();
    expect(() => hub.assertAttached('search')).toThrow(
      /replaces the service core\.auth\.pluginTokenHandlerDecorator/,
    );
  });

  it('leaves every other token to the handler that it decorates', async () => {
    const { handler, verify, pluginTokens } = decorate();
    await expect(handler.verifyToken('ey.jwt')).resolves.toEqual({
      subject: 'plugin:other',
    });
    await expect(
      handler.issueToken({ pluginId: 'a', targetPluginId: 'b' }),
    ).resolves.toEqual({ token: 'plugin-token' });
    expect(pluginTokens.verifyToken).toHaveBeenCalledWith('ey.jwt');
    expect(verify).not.toHaveBeenCalled();
  });

  it('makes a key the user that its account is, with nobody in between', async () => {
    const { handler } = decorate();
    await expect(handler.verifyToken(KEY)).resolves.toEqual({
      subject: '',
      limitedUserToken: 'user-token',
    });
  });

  it('says the same of every key that is not valid', async () => {
    const { handler, verify } = decorate();
    verify.mockResolvedValue(undefined);
    for (const key of [KEY, 'bsak_garbage']) {
      await expect(handler.verifyToken(key)).rejects.toThrow(
        new AuthenticationError('Illegal token'),
      );
    }
  });

  it('refuses a plugin that is not on the list', async () => {
    const { handler, verify } = decorate();
    verify.mockResolvedValue(verified({ plugins: ['search'] }));
    await expect(handler.verifyToken(KEY)).rejects.toThrow(NotAllowedError);
  });

  it('leaves a key of a service to the external token handler', async () => {
    const { handler, verify } = decorate();
    verify.mockResolvedValue(verified({ principal: 'service' }));
    await expect(handler.verifyToken(KEY)).resolves.toBeUndefined();
  });
});
