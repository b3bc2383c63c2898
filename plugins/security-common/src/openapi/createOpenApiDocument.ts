import { ZodType } from 'zod';
import { SecurityOperation, securityOperations } from '../operations';
import { apiKeyUnavailableReasonSchema, shownApiKeySchema } from '../schemas';
import {
  JsonSchema,
  namedSchemas,
  schemaRef,
  toJsonSchema,
} from './jsonSchema';

type OperationName = keyof typeof securityOperations;

const DESCRIPTION = `
Accounts and API keys of the module Security › Users.

- **Only people manage accounts and keys.** Every operation but those of \`/v1/self\` needs the Backstage token of a user who is signed in. Static tokens, other plugins, also on behalf of a user, and service accounts are refused with 403.
- **Requests are strict**: unknown fields and parameters are refused with 400. Text is normalised to Unicode NFC and trimmed; control characters and characters that change the direction of the text are refused. A body is JSON of at most 10 kB.
- **Answers may gain fields.** Ignore the ones that you do not know.
- **Only the answers of \`showApiKey\` and \`rotateApiKey\` hold an API key.** Do not store or log them.
`.trim();

/** Minimal bodies; the name of an account is in the examples of its schema. */
const BODIES: Partial<Record<OperationName, object>> = {
  createServiceAccount: {
    name: 'nightly-build',
    ownerRef: 'group:default/team-a',
  },
  updateServiceAccount: { version: 1, title: 'Nightly build' },
  showApiKey: {},
  rotateApiKey: { keyId: '0b3ec2f4-8e5a-4c43-9b7d-6f1f3f0a9d21' },
  revokeApiKey: { keyId: '0b3ec2f4-8e5a-4c43-9b7d-6f1f3f0a9d21' },
  revokeAllApiKeys: {},
  previewAccess: { ownerRef: 'group:default/team-b' },
};

const ERRORS = {
  400: [
    'BadRequest',
    'The request is not valid, or asks for the API key of a user: only service accounts have one. Nothing has changed.',
  ],
  401: ['Unauthorized', 'There is no token, or it is not valid any more.'],
  403: [
    'Forbidden',
    'The caller lacks a permission, which the message and `error.refusals` name, with the rule of the policy that does not hold; or is not a person who is signed in; or the permission framework is off, which locks all API keys.',
  ],
  404: [
    'NotFound',
    'There is no such account, or the caller may not know of it.',
  ],
  409: [
    'Conflict',
    'Something else is there by now, or the API key cannot be handed out, see `error.reason`. Nothing has changed.',
  ],
  503: [
    'ServiceUnavailable',
    'The database, the audit log, the catalog or the permission backend cannot be reached.',
  ],
} as const;

const errorSchema = () => ({
  description: 'How every Backstage backend answers when it refuses',
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: {
        name: { type: 'string', examples: ['InputError'] },
        message: { type: 'string' },
        reason: {
          ...toJsonSchema(apiKeyUnavailableReasonSchema, 'output'),
          description:
            'Why there is a key that cannot be handed out; only with 409',
        },
        refusals: {
          type: 'array',
          items: { $ref: schemaRef('Refusal') },
          description:
            'The permissions that are lacking, of which one would do; only with 403',
        },
      },
      required: ['name', 'message'],
    },
    request: {
      type: 'object',
      properties: { method: { type: 'string' }, url: { type: 'string' } },
      required: ['method', 'url'],
    },
    response: {
      type: 'object',
      properties: { statusCode: { type: 'integer' } },
      required: ['statusCode'],
    },
  },
  required: ['error', 'response'],
});

/**
 * Describes the HTTP API as an OpenAPI 3.1 document, made from
 * {@link securityOperations}.
 *
 * @param options - `serverUrl`: where the plugin is, such as
 * `https://portal.example.com/api/security`; by default relative to the host
 * @public
 */
export function createOpenApiDocument(
  options: { serverUrl?: string } = {},
): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, operation] of Object.entries(securityOperations)) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method]: describe(name as OperationName, operation),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Security › Users for Backstage',
      version: '1',
      description: DESCRIPTION,
      contact: { name: 'The maintainers of Security › Users' },
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: options.serverUrl ?? '/api/security' }],
    security: [{ backstageToken: [] }],
    tags: [
      { name: 'Accounts', description: 'Service accounts and users' },
      { name: 'Service accounts', description: 'Configuring them' },
      { name: 'API keys', description: 'Of service accounts only' },
      { name: 'Portal', description: 'What accounts can reach' },
      { name: 'The key itself', description: 'For whoever holds a key' },
    ],
    paths,
    components: {
      securitySchemes: {
        backstageToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'The Backstage token of a user who is signed in',
        },
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'The API key of a service account',
        },
      },
      headers: {
        NoStore: {
          description: 'Nobody on the way may keep the answer',
          required: true,
          schema: { type: 'string', const: 'no-store, no-transform' },
        },
      },
      responses: Object.fromEntries(
        Object.values(ERRORS).map(([name, description]) => [
          name,
          { description, content: json({ $ref: schemaRef('ErrorResponse') }) },
        ]),
      ),
      schemas: {
        ...namedSchemas(),
        ErrorResponse: errorSchema(),
      },
    },
  };
}

function describe(name: OperationName, operation: SecurityOperation) {
  const { summary, description, permissions, params, query, body, caller } =
    operation;
  const required = permissions.map(permission =>
    typeof permission === 'string'
      ? `\`${permission}\``
      : `either ${permission.map(each => `\`${each}\``).join(' or ')}`,
  );
  return defined({
    operationId: name,
    tags: [tagOf(operation)],
    summary,
    description: [
      description,
      required.length && `Permissions: ${required.join(' and ')}.`,
    ]
      .filter(Boolean)
      .join('\n\n'),
    security: caller === 'api-key' ? [{ apiKey: [] }] : undefined,
    'x-permissions': permissions,
    parameters: [...parameters('path', params), ...parameters('query', query)],
    requestBody: body && {
      required: true,
      content: json(toJsonSchema(body, 'input'), BODIES[name]),
    },
    responses: {
      [operation.status]: success(operation),
      ...Object.fromEntries(
        ([401, 403, 503, ...operation.errors] as const).map(status => [
          status,
          { $ref: `#/components/responses/${ERRORS[status][0]}` },
        ]),
      ),
    },
  });
}

function tagOf({ path }: SecurityOperation): string {
  if (path.includes('/api-key/')) {
    return 'API keys';
  }
  if (path.startsWith('/v1/service-accounts')) {
    return 'Service accounts';
  }
  if (path === '/v1/plugins') {
    return 'Portal';
  }
  return path.startsWith('/v1/users') ? 'Accounts' : 'The key itself';
}

function parameters(place: 'path' | 'query', schema: ZodType | undefined) {
  const { properties = {}, required = [] } = schema
    ? toJsonSchema(schema, 'input')
    : {};
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property as JsonSchema;
    return defined({
      name,
      in: place,
      required: required.includes(name),
      description,
      schema: rest,
    });
  });
}

function success({ status, response }: SecurityOperation) {
  const holdsKey = response === shownApiKeySchema;
  return defined({
    description: status === 201 ? 'Created' : 'Done',
    headers: holdsKey
      ? { 'Cache-Control': { $ref: '#/components/headers/NoStore' } }
      : undefined,
    content: response && json(toJsonSchema(response, 'output')),
  });
}

function json(schema: object, example?: object) {
  return { 'application/json': defined({ schema, example }) };
}

function defined(fields: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  );
}
