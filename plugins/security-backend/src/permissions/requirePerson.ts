import {
  AuthService,
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { SERVICE_ACCOUNT_NAMESPACE } from 'backstage-plugin-security-common';
import { Request } from 'express';

/**
 * A person who is signed in, and nobody in between; behind an action, Backstage
 * may be ({@link requirePersonBehindAction}).
 */
export type Person = BackstageCredentials<BackstageUserPrincipal>;

/** What `@backstage/plugin-mcp-actions-backend` calls actions as. */
const MCP_ACTIONS = 'plugin:mcp-actions';

/**
 * The policy is never asked about a service principal, and a plugin that acts
 * for a user may have been made to. So neither manages accounts or keys, and
 * no service account does.
 */
export async function requirePerson(
  httpAuth: HttpAuthService,
  request: Request,
): Promise<Person> {
  const credentials = await httpAuth.credentials(request, { allow: ['user'] });
  if (credentials.principal.actor || isServiceAccount(credentials)) {
    throw notAPerson();
  }
  return credentials;
}

/**
 * The same for an action, which only reads or takes rights away: a person may
 * come through the plugin that serves actions to MCP clients, and no other. A
 * service with its subject is whoever has a static token.
 */
export function requirePersonBehindAction(
  auth: AuthService,
  credentials: BackstageCredentials,
): Person {
  if (
    !auth.isPrincipal(credentials, 'user') ||
    isServiceAccount(credentials) ||
    (credentials.principal.actor &&
      credentials.principal.actor.subject !== MCP_ACTIONS)
  ) {
    throw notAPerson();
  }
  return credentials;
}

function isServiceAccount({ principal }: Person): boolean {
  const { namespace } = parseEntityRef(principal.userEntityRef);
  return namespace.toLocaleLowerCase('en-US') === SERVICE_ACCOUNT_NAMESPACE;
}

function notAPerson(): NotAllowedError {
  return new NotAllowedError(
    'Accounts and API keys are managed by a person who is signed in',
  );
}
