import { ResponseError } from '@backstage/errors';
import { SecurityClient } from './SecurityClient';

const BASE = 'https://portal.example.com/api/security';
const KEY_ID = '0b3ec2f4-8e5a-4c43-9b7d-6f1f3f0a9d21';
const ACCOUNT = { namespace: 'service-account', name: 'ci' };
const USER = {
  type: 'user',
  entityRef: 'user:default/alice',
  namespace: 'default',
  name: 'alice',
};

const discoveryApi = {
  getBaseUrl: async (pluginId: string) =>
    `https://portal.example.com/api/${pluginId}`,
};

/** A client, and the requests that it has sent. */
function createClient(status: number, body?: unknown) {
  const fetchMock = jest.fn(
    async (_url: string, _init: RequestInit) =>
      ({
        ok: status < 400,
        status,
        statusText: '',
        url: '',
        headers: new Map([['content-type', 'application/json']]),
        json: async () => body,
        text: async () => JSON.stringify(body),
      } as unknown as Response),
  );
  const client = new SecurityClient({
    discoveryApi,
    fetchApi: { fetch: fetchMock as unknown as typeof fetch },
  });
  return {
    client,
    sent() {
      const [url, init] = fetchMock.mock.calls[0];
      return { url, ...init };
    },
  };
}

describe('SecurityClient', () => {
  it('asks for a page with what is set', async () => {
    const page = { items: [USER], canCreate: false };
    const { client, sent } = createClient(200, page);
    await expect(
      client.listAccounts({
        search: 'a&b=c #/ü',
        type: undefined,
        owner: 'group:default/team-a',
        limit: 10,
      }),
    ).resolves.toEqual(page);
    const { url, method, body } = sent();
    expect(method).toBe('GET');
    expect(body).toBeUndefined();
    expect(url.startsWith(`${BASE}/v1/users?`)).toBe(true);
    expect([...new URL(url).searchParams]).toEqual([
      ['search', 'a&b=c #/ü'],
      ['owner', 'group:default/team-a'],
      ['limit', '10'],
    ]);
  });

  it('asks for a page without anything', async () => {
    const { client, sent } = createClient(200, { items: [], canCreate: true });
    await client.listAccounts();
    expect(new URL(sent().url).search).toBe('');
  });

  it.each([
    ['a/b', '..%2f', 'a%2Fb/..%252f'],
    ['a?b', 'c#d', 'a%3Fb/c%23d'],
    ['ä', ' ', '%C3%A4/%20'],
  ])('encodes %j and %j in a path', async (namespace, name, encoded) => {
    const { client, sent } = createClient(200, USER);
    await client.getAccount({ namespace, name });
    expect(sent().url).toBe(`${BASE}/v1/users/${encoded}`);
  });

  it('encodes the name of a service account', async () => {
    const { client, sent } = createClient(204);
    await client.deleteServiceAccount('a/../b?version=9&', { version: 2 });
    expect(sent()).toMatchObject({
      url: `${BASE}/v1/service-accounts/a%2F..%2Fb%3Fversion%3D9%26?version=2`,
      method: 'DELETE',
    });
  });

  it('sends changes as JSON', async () => {
    const { client, sent } = createClient(204);
    await client.revokeApiKey(ACCOUNT, { keyId: KEY_ID });
    expect(sent()).toMatchObject({
      url: `${BASE}/v1/users/service-account/ci/api-key/revoke`,
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ keyId: KEY_ID }),
    });
  });

  it('asks for a key with POST alone, and with nothing in the URL', async () => {
    const shown = {
      value: 'the-key',
      generated: true,
      apiKey: {
        id: KEY_ID,
        hint: 'aB3c',
        status: 'active',
        canBeShown: true,
        createdAt: '2026-01-01T00:00:00.000Z',
        createdBy: 'user:default/alice',
        timesShown: 1,
      },
    };
    const { client, sent } = createClient(200, shown);
    await expect(client.showApiKey(ACCOUNT)).resolves.toEqual(shown);
    expect(sent()).toMatchObject({
      url: `${BASE}/v1/users/service-account/ci/api-key/show`,
      method: 'POST',
      body: '{}',
    });
  });

  it('asks for the plugins of the portal', async () => {
    const plugins = {
      items: [
        {
          pluginId: 'catalog',
          acceptsApiKeys: true,
          status: 'ok',
          permissions: [{ name: 'catalog.entity.read', action: 'read' }],
        },
      ],
    };
    const { client, sent } = createClient(200, plugins);
    await expect(client.listPlugins()).resolves.toEqual(plugins);
    expect(sent()).toMatchObject({ url: `${BASE}/v1/plugins`, method: 'GET' });
  });

  const REPORT = {
    entityRef: 'user:service-account/ci',
    version: 1,
    decidedBy: 'policy',
    plugins: [
      {
        pluginId: 'catalog',
        status: 'ok',
        permissions: [
          {
            name: 'catalog.entity.read',
            resourceType: 'catalog-entity',
            decision: 'conditional',
            conditions: {
              anyOf: [
                { rule: 'IS_OWNER', params: { owners: ['group:x/y'] } },
                {
                  not: { allOf: [{ rule: 'IS_KIND', description: 'a kind' }] },
                },
              ],
            },
          },
        ],
      },
    ],
  };

  it('asks what an account may do', async () => {
    const { client, sent } = createClient(200, REPORT);
    await expect(client.getAccess('a/b')).resolves.toEqual(REPORT);
    expect(sent()).toMatchObject({
      url: `${BASE}/v1/service-accounts/a%2Fb/access`,
      method: 'GET',
    });
  });

  it('asks what an account could do', async () => {
    const [plugin] = REPORT.plugins;
    const preview = {
      ...REPORT,
      askedAs: 'user:service-account/preview.1',
      plugins: [
        {
          ...plugin,
          change: 'same',
          permissions: [{ ...plugin.permissions[0], change: 'changed' }],
        },
      ],
    };
    const { client, sent } = createClient(200, preview);
    const changes = { ownerRef: 'group:default/team-b', plugins: null };
    await expect(client.previewAccess('ci', changes)).resolves.toEqual(preview);
    expect(sent()).toMatchObject({
      url: `${BASE}/v1/service-accounts/ci/access/preview`,
      method: 'POST',
      body: JSON.stringify(changes),
    });
  });

  it('asks which plugins an account called', async () => {
    const uses = {
      version: 2,
      countedSince: '2026-08-01T08:00:00.000Z',
      unusedAfterDays: 90,
      uses: [
        {
          pluginId: 'catalog',
          firstUsedAt: '2026-08-02T08:00:00.000Z',
          lastUsedAt: '2026-11-02T08:00:00.000Z',
          calls: 12,
        },
      ],
      inUse: ['catalog'],
      unused: ['search'],
    };
    const { client, sent } = createClient(200, uses);
    await expect(client.getUses('a/b')).resolves.toEqual(uses);
    expect(sent()).toMatchObject({
      url: `${BASE}/v1/service-accounts/a%2Fb/uses`,
      method: 'GET',
    });
  });

  it('asks what the policy gives away', async () => {
    const checkUp = {
      checkedAt: '2026-01-01T00:00:00.000Z',
      status: 'decided',
      findings: [
        {
          who: 'nobody',
          permissions: [
            { name: 'security.configuration.read', decision: 'allowed' },
          ],
        },
      ],
      dangerousSettings: ['security.dangerouslyAllowGuest'],
    };
    const { client, sent } = createClient(200, checkUp);
    await expect(client.getPolicyCheckUp()).resolves.toEqual(checkUp);
    expect(sent()).toMatchObject({
      url: `${BASE}/v1/policy-check-up`,
      method: 'GET',
    });
  });

  it('asks for the tokens of the configuration', async () => {
    const tokens = {
      items: [
        {
          setting: 'backend.auth.externalAccess[0]',
          type: 'static',
          subject: 'nightly',
          accessRestrictions: [{ plugin: 'catalog', actions: ['read'] }],
          differences: ['as-user', 'plugins', 'actions', 'expiry'],
          account: {
            name: 'nightly',
            title: 'nightly',
            principal: 'user',
            plugins: ['catalog'],
            declaration: '- name: nightly',
            exists: false,
          },
        },
      ],
    };
    const { client, sent } = createClient(200, tokens);
    await expect(client.listExternalAccess()).resolves.toEqual(tokens);
    expect(sent()).toMatchObject({
      url: `${BASE}/v1/external-access`,
      method: 'GET',
    });
  });

  it('sends a token when it is given one, and the signal', async () => {
    const { client, sent } = createClient(200, USER);
    const { signal } = new AbortController();
    await client.getAccount(ACCOUNT, { token: 'a-token', signal });
    expect(sent()).toMatchObject({
      headers: { Authorization: 'Bearer a-token' },
      signal,
    });
  });

  it('leaves authentication to fetchApi otherwise', async () => {
    const { client, sent } = createClient(200, USER);
    await client.getAccount(ACCOUNT);
    expect(sent().headers).toEqual({});
  });

  it('uses the global fetch by default', async () => {
    const globalFetch = global.fetch;
    global.fetch = jest.fn().mockRejectedValue(new Error('offline'));
    try {
      const client = new SecurityClient({ discoveryApi });
      await expect(client.getAccount(ACCOUNT)).rejects.toThrow('offline');
      expect(global.fetch).toHaveBeenCalledTimes(1);
    } finally {
      global.fetch = globalFetch;
    }
  });

  it.each([400, 401, 403, 404, 409, 503])(
    'rejects with the error of a %s',
    async status => {
      const { client } = createClient(status, {
        error: { name: 'SomeError', message: 'why', reason: 'expired' },
        request: { method: 'POST', url: '/' },
        response: { statusCode: status },
      });
      const error = await client.showApiKey(ACCOUNT).catch(e => e);
      expect(error).toBeInstanceOf(ResponseError);
      expect(error).toMatchObject({
        statusCode: status,
        body: { error: { message: 'why', reason: 'expired' } },
      });
    },
  );

  it('drops fields that it does not know', async () => {
    const { client } = createClient(200, { ...USER, added: 'later' });
    await expect(client.getAccount(ACCOUNT)).resolves.toEqual(USER);
  });

  it('rejects an answer that is something else', async () => {
    const { client } = createClient(200, { ...USER, type: 'robot' });
    await expect(client.getAccount(ACCOUNT)).rejects.toThrow();
  });
});
