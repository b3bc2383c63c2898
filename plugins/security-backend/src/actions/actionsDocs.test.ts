import { TestDatabases } from '@backstage/backend-test-utils';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import {
  actionConfig,
  actionFeatures,
  invoke,
} from '../__testUtils__/actionCallers';
import { startSecurityBackend } from '../__testUtils__/startSecurityBackend';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const DOCS = readFileSync(
  resolve(__dirname, '../../../../docs/actions.md'),
  'utf8',
);

/** The configuration in the docs that holds this word. */
function configWith(word: string) {
  const blocks = [...DOCS.matchAll(/```yaml\n(.*?)```/gs)].map(([, yaml]) =>
    parse(yaml),
  );
  return blocks.find(block => JSON.stringify(block).includes(word));
}

async function start(config: { backend?: any; mcpActions?: object }) {
  const backend = await startSecurityBackend({
    databases,
    databaseId: 'SQLITE_3',
    config: {
      ...actionConfig,
      mcpActions: config.mcpActions ?? {},
      backend: {
        ...actionConfig.backend,
        actions: {
          ...actionConfig.backend.actions,
          ...config.backend?.actions,
        },
      },
    },
    features: actionFeatures,
  });
  const tools = async (path: string) => {
    const client = new Client({ name: 'an-agent', version: '1.0.0' });
    await client.connect(
      new StreamableHTTPClientTransport(
        new URL(
          `http://localhost:${backend.server.port()}/api/mcp-actions${path}`,
        ),
        { requestInit: { headers: { Authorization: backend.headers.admin } } },
      ),
    );
    const { tools: offered } = await client.listTools();
    await client.close();
    return offered.map(({ name }) => name.replace('security.', '')).sort();
  };
  return { backend, tools };
}

const READING = [
  'find-api-keys',
  'get-service-account',
  'list-service-accounts',
];
const ALL = ['disable-service-account', ...READING, 'revoke-api-keys'];

describe('the configuration in docs/actions.md', () => {
  it('offers what only reads', async () => {
    const { backend, tools } = await start(configWith('"exclude"'));
    expect(await tools('/v1')).toEqual(READING);
    expect(
      await invoke(backend, backend.headers.admin, 'revoke-api-keys', {}),
    ).toMatchObject({ status: 404 });
  });

  it('serves these actions apart from others', async () => {
    const { tools } = await start(configWith('"mcpActions"'));
    expect(await tools('/v1/security')).toEqual(ALL);
  });

  it('is the switch', async () => {
    const named = await start(configWith('"pluginSources"'));
    expect(await named.tools('/v1')).toEqual(expect.arrayContaining(ALL));
    const { backend, tools } = await start({
      backend: { actions: { pluginSources: ['catalog'] } },
    });
    expect(await tools('/v1')).not.toContain('list-service-accounts');
    expect(
      await invoke(backend, backend.headers.admin, 'list-service-accounts', {}),
    ).toMatchObject({ status: 404 });
  });
});
