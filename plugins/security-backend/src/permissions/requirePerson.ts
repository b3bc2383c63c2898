import {
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { SERVICE_ACCOUNT_NAMESPACE } from 'backstage-plugin-security-common';
import { Request } from 'express';

/** A person who is signed in, and nobody in between. */
export type Person = BackstageCredentials<BackstageUserPrincipal>;

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
  const { actor, userEntityRef } = credentials.principal;
  const { namespace } = parseEntityRef(userEntityRef);
  if (
    actor ||
    namespace.toLocaleLowerCase('en-US') === SERVICE_ACCOUNT_NAMESPACE
  ) {
    throw new NotAllowedError(
      'Accounts and API keys are managed by a person who is signed in',
    );
  }
  return credentials;
}
