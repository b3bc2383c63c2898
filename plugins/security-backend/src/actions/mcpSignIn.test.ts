import { TestDatabases } from '@backstage/backend-test-utils';
import { OAuthClientProvider } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import request from 'supertest';
import { actionConfig, actionFeatures } from '../__testUtils__/actionCallers';
import { createKey } from '../__testUtils__/keyCallers';
import { startSecurityBackend } from '../__testUtils__/startSecurityBackend';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** What a client of MCP keeps while its person signs in. */
function createProvider() {
  const kept: {
    page?: URL;
    client?: any;
    tokens?: any;
    verifier?: string;
  } = {};
  const provider: OAuthClientProvider = {
    redirectUrl: 'http://localhost:7777/callback',
    clientMetadata: {
      client_name: 'an-agent',
      redirect_uris: ['http://localhost:7777/callback'],
    },
    clientInformation: () => kept.client,
    saveClientInformation(client) {
      kept.client = client;
    },
    tokens: () => kept.tokens,
    saveTokens(tokens) {
      kept.tokens = tokens;
    },
    redirectToAuthorization(page) {
      kept.page = page;
    },
    saveCodeVerifier(verifier) {
      kept.verifier = verifier;
    },
    codeVerifier: () => kept.verifier!,
  };
  return { provider, kept };
}

it.each(databases.eachSupportedId())(
  'a person who signs in from an MCP client disables an account (%s)',
  async databaseId => {
    const backend = await startSecurityBackend({
      databases,
      databaseId,
      config: {
        ...actionConfig,
        auth: {
          providers: { test: {}, 'api-key': {} },
          experimentalDynamicClientRegistration: { enabled: true },
        },
      },
      features: actionFeatures,
    });
    const { name } = await createKey(backend);
    const { provider, kept } = createProvider();
    const connect = () => {
      const client = new Client({ name: 'an-agent', version: '1.0.0' });
      const transport = new StreamableHTTPClientTransport(
        new URL(`http://localhost:${backend.server.port()}/api/mcp-actions/v1`),
        { authProvider: provider },
      );
      return {
        transport,
        client,
        connected: client.connect(transport),
      };
    };

    const first = connect();
    await expect(first.connected).rejects.toThrow('Unauthorized');
    const { headers } = await request(backend.server)
      .get(`${kept.page!.pathname}${kept.page!.search}`)
      .expect(302);
    const session = headers.location.split('/').at(-1);
    const { body } = await request(backend.server)
      .post(`/api/auth/v1/sessions/${session}/approve`)
      .set('Authorization', backend.headers.owner)
      .expect(200);
    const code = new URL(body.redirectUrl).searchParams.get('code');
    await first.transport.finishAuth(code!);

    const { client, connected } = connect();
    await connected;
    const result: any = await client.callTool({
      name: 'security.disable-service-account',
      arguments: { name },
    });
    await client.close();
    expect(result.structuredContent.account).toMatchObject({
      name,
      status: 'disabled',
      updatedBy: 'user:default/owner',
    });
  },
);
