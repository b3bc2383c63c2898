import { PluginTokenHandler } from '@backstage/backend-defaults/auth';
import {
  AuthenticationError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { fakeToken, startFakeAuth } from '../__testUtils__/fakeAuth';
import { generateApiKey } from '../apiKeys/apiKeyFormat';
import { ApiKeyHub } from './ApiKeyHub';
import { decorateWithApiKeys } from './decorateWithApiKeys';
import { ApiKeyAnswer, VerifiedApiKey } from './VerifiedApiKey';

const KEY = generateApiKey();
const ACCOUNT = 'user:service-account/robot';
const LIMITED = fakeToken({ sub: ACCOUNT });
const FULL = fakeToken({ sub: ACCOUNT, typ: 'vnd.backstage.user' });

function verified(fields: Partial<VerifiedApiKey> = {}): VerifiedApiKey {
  return {
    keyId: 'key-1',
    hint: 'abcd',
    accountId: 'account-1',
    accountVersion: 1,
    userEntityRef: ACCOUNT,
    ownershipEntityRefs: [ACCOUNT, 'group:default/team-a'],
    principal: 'user',
    ...fields,
  };
}

let auth: Awaited<ReturnType<typeof startFakeAuth>>;
beforeAll(async () => {
  auth = await startFakeAuth();
});
afterAll(() => auth.stop());
beforeEach(() => {
  Object.assign(auth.state, { status: 200, keyIds: ['known'] });
});

function decorate(pluginId = 'catalog') {
  const hub = new ApiKeyHub({
    verificationTtl: 0,
    isInstalled: async () => true,
  });
  const verify = jest.fn(
    async (_key: string): Promise<ApiKeyAnswer> => ({ apiKey: verified() }),
  );
  hub.registerVerifier({
    verify,
    readAnew: async () => [],
    changesSince: async () => ({ version: 1, accountIds: [] }),
    noteUses: jest.fn(),
  });
  hub.registerTokenIssuer(async () => ({
    token: LIMITED,
    expiresAt: new Date(Date.now() + 3_600_000),
  }));
  const pluginTokens = {
    verifyToken: jest.fn(
      async (): Promise<
        { subject: string; limitedUserToken?: string } | undefined
      > => ({ subject: 'plugin:other' }),
    ),
    issueToken: jest.fn(async () => ({ token: 'plugin-token' })),
  } satisfies PluginTokenHandler;
  const handler = decorateWithApiKeys(pluginTokens, {
    hub,
    pluginId,
    discovery: auth.discovery,
  });
  return { hub, verify, handler, pluginTokens };
}

describe('decorateWithApiKeys', () => {
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
    const tokens = [
      'ey.jwt',
      fakeToken({ sub: 'user:default/ann' }),
      fakeToken({ sub: 'user:default/ann', typ: 'vnd.backstage.user' }),
    ];
    for (const token of tokens) {
      await expect(handler.verifyToken(token)).resolves.toEqual({
        subject: 'plugin:other',
      });
      expect(pluginTokens.verifyToken).toHaveBeenLastCalledWith(token);
    }
    await expect(
      handler.issueToken({ pluginId: 'a', targetPluginId: 'b' }),
    ).resolves.toEqual({ token: 'plugin-token' });
    expect(verify).not.toHaveBeenCalled();
  });

  it('makes a key the user that its account is, with nobody in between', async () => {
    const { handler } = decorate();
    await expect(handler.verifyToken(KEY)).resolves.toEqual({
      subject: '',
      limitedUserToken: LIMITED,
    });
  });

  it('says the same of every key that is not valid', async () => {
    const { handler, verify } = decorate();
    verify.mockResolvedValue({ refusal: 'unknown' });
    for (const key of [KEY, 'bsak_garbage']) {
      await expect(handler.verifyToken(key)).rejects.toThrow(
        new AuthenticationError('Illegal token'),
      );
    }
  });

  it('refuses a plugin that is not on the list', async () => {
    const { handler, verify } = decorate();
    verify.mockResolvedValue({ apiKey: verified({ plugins: ['search'] }) });
    await expect(handler.verifyToken(KEY)).rejects.toThrow(NotAllowedError);
  });

  it('leaves a key of a service to the external token handler', async () => {
    const { handler, verify } = decorate();
    verify.mockResolvedValue({ apiKey: verified({ principal: 'service' }) });
    await expect(handler.verifyToken(KEY)).resolves.toBeUndefined();
  });

  it.each([
    ['a limited token of an account', LIMITED],
    ['a full token of an account', FULL],
    [
      'a token of somebody who stands in for an account',
      fakeToken({ sub: 'user:service-account/preview.0123456789abcdef' }),
    ],
  ])(
    'takes %s only from behind a key, or when it is admitted',
    async (_, token) => {
      const { handler, hub } = decorate();
      await expect(handler.verifyToken(token)).rejects.toThrow(
        AuthenticationError,
      );
      await expect(
        hub.admit(token, () => handler.verifyToken(token)),
      ).resolves.toBeDefined();
      await expect(handler.verifyToken(token)).rejects.toThrow(
        AuthenticationError,
      );
    },
  );

  it('takes a token of an account from a plugin that acts for it', async () => {
    const { handler, pluginTokens } = decorate();
    const answer = { subject: 'plugin:search', limitedUserToken: LIMITED };
    pluginTokens.verifyToken.mockResolvedValue(answer);
    await expect(handler.verifyToken('ey.jwt')).resolves.toEqual(answer);
  });

  describe('in the auth plugin', () => {
    it('refuses every key, and asks nobody about it', async () => {
      const { handler, verify } = decorate('auth');
      for (const key of [KEY, 'bsak_garbage']) {
        await expect(handler.verifyToken(key)).rejects.toThrow(
          new NotAllowedError('API keys open nothing in the auth plugin'),
        );
      }
      expect(verify).not.toHaveBeenCalled();
    });

    it('refuses a plugin that acts for an account, and no other', async () => {
      const { handler, pluginTokens } = decorate('auth');
      pluginTokens.verifyToken.mockResolvedValue({
        subject: 'plugin:forwarder',
        limitedUserToken: LIMITED,
      });
      await expect(handler.verifyToken('ey.jwt')).rejects.toThrow(
        NotAllowedError,
      );
      const ofAnn = {
        subject: 'plugin:forwarder',
        limitedUserToken: fakeToken({ sub: 'user:default/ann' }),
      };
      pluginTokens.verifyToken.mockResolvedValue(ofAnn);
      await expect(handler.verifyToken('ey.jwt')).resolves.toEqual(ofAnn);
    });

    it('takes a limited token, to tell plugins whom it is of, and no full one', async () => {
      const { handler } = decorate('auth');
      await expect(handler.verifyToken(LIMITED)).resolves.toBeDefined();
      await expect(handler.verifyToken(FULL)).rejects.toThrow(
        AuthenticationError,
      );
    });
  });

  describe('without the signing keys of auth', () => {
    it.each([
      ['are not to be had', { status: 500 }],
      ['lack the one that the token is signed with', { keyIds: ['other'] }],
    ])('says 503 when they %s, and never 401', async (_, state) => {
      const { handler } = decorate();
      Object.assign(auth.state, state);
      await expect(handler.verifyToken(KEY)).rejects.toThrow(
        ServiceUnavailableError,
      );
      Object.assign(auth.state, { status: 200, keyIds: ['known'] });
      await expect(handler.verifyToken(KEY)).resolves.toBeDefined();
    });

    it('issues a new token when auth no longer knows the key of the old one', async () => {
      const { handler, hub } = decorate();
      await handler.verifyToken(KEY);
      const anew = fakeToken({ sub: ACCOUNT, kid: 'new' });
      hub.registerTokenIssuer(async () => ({
        token: anew,
        expiresAt: new Date(Date.now() + 3_600_000),
      }));
      auth.state.keyIds = ['new'];
      jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 6_000);
      try {
        await expect(handler.verifyToken(KEY)).resolves.toMatchObject({
          limitedUserToken: anew,
        });
      } finally {
        jest.restoreAllMocks();
      }
    });

    it('looks for them once for many calls', async () => {
      const { handler } = decorate();
      await handler.verifyToken(KEY);
      const before = auth.state.requests;
      await Promise.all(
        Array.from({ length: 50 }, () => handler.verifyToken(KEY)),
      );
      expect(auth.state.requests).toBe(before);
    });
  });
});
