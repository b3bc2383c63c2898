import { ZodType } from 'zod';
import {
  accessPreviewSchema,
  accessReportSchema,
  accountDetailsSchema,
  accountPathSchema,
  accountUsesSchema,
  apiKeySelfSchema,
  createServiceAccountSchema,
  deleteServiceAccountQuerySchema,
  listAccountsQuerySchema,
  listAccountsResponseSchema,
  listExternalAccessResponseSchema,
  listPluginsResponseSchema,
  policyCheckUpSchema,
  previewAccessSchema,
  revokeAllApiKeysSchema,
  rotateApiKeySchema,
  selectApiKeySchema,
  serviceAccountPathSchema,
  serviceAccountSchema,
  showApiKeySchema,
  shownApiKeySchema,
  updateServiceAccountSchema,
} from './schemas';

/**
 * One operation of the HTTP API.
 *
 * @public
 */
export interface SecurityOperation {
  /** The HTTP method. */
  method: 'get' | 'post' | 'patch' | 'delete';
  /** Below the plugin's base URL, with `{parameters}` in braces. */
  path: string;
  /** One line, without a full stop. */
  summary: string;
  /** What the summary leaves open. */
  description?: string;
  /**
   * Names of the permissions that the caller needs, all of them; of a list
   * within, one.
   */
  permissions: Array<string | string[]>;
  /** Who calls: a person who is signed in, or an API key about itself. */
  caller?: 'person' | 'api-key';
  /** The parameters in the path. */
  params?: ZodType;
  /** The parameters behind it. */
  query?: ZodType;
  /** The JSON of the request. */
  body?: ZodType;
  /** The status of the answer when it went well. */
  status: 200 | 201 | 204;
  /** The JSON of that answer. */
  response?: ZodType;
  /** Besides 401, 403 and 503, which every operation can answer with. */
  errors: Array<400 | 404 | 409>;
}

const READ = 'security.configuration.read';
const CONFIGURE = 'security.user.api-key.configure';
const REVOKE = [CONFIGURE, 'security.user.api-key.revoke'];

/**
 * Every operation of the HTTP API: what the OpenAPI document is made from and
 * what the routes validate with.
 *
 * @public
 */
export const securityOperations = {
  listAccounts: {
    method: 'get',
    path: '/v1/users',
    summary: 'List service accounts, then users',
    permissions: [READ],
    query: listAccountsQuerySchema,
    status: 200,
    response: listAccountsResponseSchema,
    errors: [400],
  },
  getAccount: {
    method: 'get',
    path: '/v1/users/{namespace}/{name}',
    summary: 'Get one account',
    description:
      'Of a service account also the history of its keys, never their values.',
    permissions: [READ],
    params: accountPathSchema,
    status: 200,
    response: accountDetailsSchema,
    errors: [400, 404],
  },
  createServiceAccount: {
    method: 'post',
    path: '/v1/service-accounts',
    summary: 'Create a service account',
    description:
      'It has no API key until somebody asks for one. One that acts as a service also needs `security.service-principal.configure`.',
    permissions: [READ, 'security.service-account.create'],
    body: createServiceAccountSchema,
    status: 201,
    response: serviceAccountSchema,
    errors: [400, 409],
  },
  updateServiceAccount: {
    method: 'patch',
    path: '/v1/service-accounts/{name}',
    summary: 'Edit, disable or enable a service account',
    description: `Another owner, principal, list of plugins or other restrictions also need \`${CONFIGURE}\`, for the account as it is and as it would be. Disabling it ends keys in their grace period for good. 409 when the account has another version by now, and when the configuration manages it (\`managedBy\`). To let it act as a service, or to change its restrictions, also needs \`security.service-principal.configure\`.`,
    permissions: [READ, 'security.service-account.update'],
    params: serviceAccountPathSchema,
    body: updateServiceAccountSchema,
    status: 200,
    response: serviceAccountSchema,
    errors: [400, 404, 409],
  },
  deleteServiceAccount: {
    method: 'delete',
    path: '/v1/service-accounts/{name}',
    summary: 'Delete a service account and its keys',
    description:
      '409 when the account has another version by now, and when the configuration manages it (`managedBy`).',
    permissions: [READ, 'security.service-account.delete'],
    params: serviceAccountPathSchema,
    query: deleteServiceAccountQuerySchema,
    status: 204,
    errors: [400, 404, 409],
  },
  showApiKey: {
    method: 'post',
    path: '/v1/users/{namespace}/{name}/api-key/show',
    summary: 'Show the API key of a service account',
    description:
      'Generates one when there is none. 409 with a `reason` when there is a key that cannot be shown, and without one when the configuration gives the key (`apiKeyManagedBy`) and it has ended.',
    permissions: [READ, CONFIGURE],
    params: accountPathSchema,
    body: showApiKeySchema,
    status: 200,
    response: shownApiKeySchema,
    errors: [400, 404, 409],
  },
  rotateApiKey: {
    method: 'post',
    path: '/v1/users/{namespace}/{name}/api-key/rotate',
    summary: 'Replace the API key of a service account',
    description:
      'The old key ends at once, or works on for a grace period. 409 when `keyId` is not the newest key any more, and when the configuration gives the key (`apiKeyManagedBy`).',
    permissions: [READ, CONFIGURE],
    params: accountPathSchema,
    body: rotateApiKeySchema,
    status: 200,
    response: shownApiKeySchema,
    errors: [400, 404, 409],
  },
  revokeApiKey: {
    method: 'post',
    path: '/v1/users/{namespace}/{name}/api-key/revoke',
    summary: 'End an API key of a service account',
    description:
      'The newest key, or one in its grace period. Revoking a key that has ended changes nothing and answers the same (RFC 7009, section 2.2).',
    permissions: [READ, REVOKE],
    params: accountPathSchema,
    body: selectApiKeySchema,
    status: 204,
    errors: [400, 404, 409],
  },
  revokeAllApiKeys: {
    method: 'post',
    path: '/v1/users/{namespace}/{name}/api-key/revoke-all',
    summary: 'End every API key of a service account',
    permissions: [READ, REVOKE],
    params: accountPathSchema,
    body: revokeAllApiKeysSchema,
    status: 204,
    errors: [400, 404, 409],
  },
  listPlugins: {
    method: 'get',
    path: '/v1/plugins',
    summary: 'List the plugins of the portal and their permissions',
    description:
      'What accounts can be limited to: the plugins of this backend and those that `discovery.endpoints` names, each with the permissions that it registers. It may be a minute old.',
    permissions: [READ],
    status: 200,
    response: listPluginsResponseSchema,
    errors: [400],
  },
  getAccess: {
    method: 'get',
    path: '/v1/service-accounts/{name}/access',
    summary: 'Tell what a service account may do',
    description:
      'Each permission that the plugins of the portal register, and what the permission policy says of it now when a key of the account asks. Plugins may refuse for other reasons, and may know permissions that they do not register.',
    permissions: [READ],
    params: serviceAccountPathSchema,
    status: 200,
    response: accessReportSchema,
    errors: [400, 404],
  },
  previewAccess: {
    method: 'post',
    path: '/v1/service-accounts/{name}/access/preview',
    summary: 'Tell what a service account could do if it were changed',
    description: `Changes nothing. For whoever could save the change; to let the account act as a service, or to change its restrictions, also needs \`security.service-principal.configure\`.`,
    permissions: [READ, 'security.service-account.update', CONFIGURE],
    params: serviceAccountPathSchema,
    body: previewAccessSchema,
    status: 200,
    response: accessPreviewSchema,
    errors: [400, 404],
  },
  getUses: {
    method: 'get',
    path: '/v1/service-accounts/{name}/uses',
    summary: 'Tell which plugins a service account called',
    description:
      'When first and last, and how often, with all of its keys together. It may be some ten seconds old. What a plugin calls for the account does not count.',
    permissions: [READ],
    params: serviceAccountPathSchema,
    status: 200,
    response: accountUsesSchema,
    errors: [400, 404],
  },
  getPolicyCheckUp: {
    method: 'get',
    path: '/v1/policy-check-up',
    summary:
      'Tell what the permission policy lets somebody do who has no rights',
    description:
      'The policy is asked as a made-up account that belongs to nobody and, where a guest can sign in, as one who owns what the guest does. Nobody is found who is locked out by this plugin whatever the policy says. For whoever may handle the keys of some account, or might. It may be half a minute old.',
    permissions: [READ, CONFIGURE],
    status: 200,
    response: policyCheckUpSchema,
    errors: [400],
  },
  listExternalAccess: {
    method: 'get',
    path: '/v1/external-access',
    summary: 'List the tokens of the configuration that could be replaced',
    description:
      'The entries of `backend.auth.externalAccess`, and of the older `backend.auth.keys`, by subject and restrictions and never by token. For each the service account that could take its place, and what will be different.',
    permissions: [READ],
    status: 200,
    response: listExternalAccessResponseSchema,
    errors: [400],
  },
  getSelf: {
    method: 'get',
    path: '/v1/self',
    summary: 'Tell an API key about itself',
    description:
      'With the key itself as the bearer token. Answers 503 where the portal lacks what calls with such a key need.',
    permissions: [],
    caller: 'api-key',
    status: 200,
    response: apiKeySelfSchema,
    errors: [],
  },
  revokeSelf: {
    method: 'delete',
    path: '/v1/self',
    summary: 'End the API key that is the bearer token',
    description:
      'For whoever finds a leaked key: it needs nothing but the key.',
    permissions: [],
    caller: 'api-key',
    status: 204,
    errors: [],
  },
} satisfies Record<string, SecurityOperation>;
