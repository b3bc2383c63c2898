import {
  actionsRegistryServiceFactory,
  actionsServiceFactory,
} from '@backstage/backend-defaults/alpha';
import {
  coreServices,
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import mcpPlugin from '@backstage/plugin-mcp-actions-backend';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import Router from 'express-promise-router';
import { caller, probe } from './keyCallers';
import { startSecurityBackend } from './startSecurityBackend';

type SecurityBackend = Awaited<ReturnType<typeof startSecurityBackend>>;

const tokenDeps = {
  auth: coreServices.auth,
  httpAuth: coreServices.httpAuth,
  httpRouter: coreServices.httpRouter,
};

/** Hands out tokens of a plugin, for itself or for who asks, to call another. */
async function serveTokens({
  auth,
  httpAuth,
  httpRouter,
}: {
  [name in keyof typeof tokenDeps]: (typeof tokenDeps)[name]['T'];
}): Promise<void> {
  const router = Router();
  router.post('/token/:target/:as', async (req, res) => {
    const onBehalfOf =
      req.params.as === 'own'
        ? await auth.getOwnServiceCredentials()
        : await httpAuth.credentials(req);
    res.json(
      await auth.getPluginRequestToken({
        onBehalfOf,
        targetPluginId: req.params.target,
      }),
    );
  });
  httpRouter.use(router);
}

const anotherPlugin = createBackendPlugin({
  pluginId: 'another',
  register: env => env.registerInit({ deps: tokenDeps, init: serveTokens }),
});

const tokensOfMcp = createBackendModule({
  pluginId: 'mcp-actions',
  moduleId: 'test-tokens',
  register: env => env.registerInit({ deps: tokenDeps, init: serveTokens }),
});

/** What it takes to call actions, directly and as an MCP client. */
export const actionFeatures = [
  actionsRegistryServiceFactory,
  actionsServiceFactory,
  anotherPlugin,
  mcpPlugin,
  probe,
  tokensOfMcp,
];

/** Offers the actions of the security plugin. */
export const actionConfig = {
  backend: {
    database: { client: 'better-sqlite3', connection: ':memory:' },
    auth: {
      externalAccess: [
        {
          type: 'static',
          options: { token: 'a-static-token-of-the-test', subject: 'test-job' },
        },
        { type: 'api-key', options: {} },
      ],
    },
    actions: { pluginSources: ['security'] },
  },
};

/** A token that a plugin has to call another one, as a header. */
export async function tokenOf(
  backend: SecurityBackend,
  plugin: 'another' | 'mcp-actions',
  target: 'security' | 'mcp-actions',
  as: 'own' | 'admin',
): Promise<string> {
  const { body } = await caller(backend, backend.headers.admin)
    .post(`/${plugin}/token/${target}/${as}`)
    .expect(200);
  return `Bearer ${body.token}`;
}

/** How a call of an action ended, as a status of HTTP. */
export interface ActionAnswer {
  status: number;
  output?: any;
  message?: string;
  /** All of it. */
  text: string;
}

/** Calls an action without MCP. */
export async function invoke(
  backend: SecurityBackend,
  authorization: string | undefined,
  name: string,
  input: object,
): Promise<ActionAnswer> {
  const { status, body, text } = await backend
    .as(authorization)
    .post(`/.backstage/actions/v1/actions/security:${name}/invoke`, input);
  return { status, output: body.output, message: body.error?.message, text };
}

/** An MCP client, which lets itself be closed. */
export async function connect(
  backend: SecurityBackend,
  authorization: string | undefined,
): Promise<Client> {
  const client = new Client({ name: 'an-agent', version: '1.0.0' });
  await client.connect(
    new StreamableHTTPClientTransport(
      new URL(`http://localhost:${backend.server.port()}/api/mcp-actions/v1`),
      {
        requestInit: {
          headers: authorization ? { Authorization: authorization } : {},
        },
      },
    ),
  );
  return client;
}

const STATUSES: Record<string, number> = {
  InputError: 400,
  NotAllowedError: 403,
  NotFoundError: 404,
  ConflictError: 409,
  ServiceUnavailableError: 503,
};

/** Calls an action as an MCP client. */
export async function callTool(
  backend: SecurityBackend,
  authorization: string | undefined,
  name: string,
  input: object,
): Promise<ActionAnswer> {
  let client: Client;
  try {
    client = await connect(backend, authorization);
  } catch (error) {
    return { status: (error as { code: number }).code, text: String(error) };
  }
  try {
    const result: any = await client.callTool({
      name: `security.${name}`,
      arguments: { ...input },
    });
    const text = JSON.stringify(result);
    if (!result.isError) {
      return { status: 200, output: result.structuredContent, text };
    }
    const [, error, message] = /^(\w+): (.*)$/s.exec(result.content[0].text)!;
    return { status: STATUSES[error], message, text };
  } finally {
    await client.close();
  }
}
