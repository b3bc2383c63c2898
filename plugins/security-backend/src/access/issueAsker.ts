import {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  ApiKeyHub,
  ServiceAccountIdentity,
} from 'backstage-plugin-security-node';

/** Whom the policy sees, and what it is asked with. */
export interface Asker {
  userEntityRef: string;
  credentials: BackstageCredentials;
}

/**
 * A token that no key stands behind, admitted in this process and given to
 * nobody. The caller sees to it that the name is nobody's, or owns just that.
 *
 * @throws Error when the `auth` plugin issues none
 */
export async function issueAsker(
  { auth, hub }: { auth: AuthService; hub: ApiKeyHub },
  identity: ServiceAccountIdentity,
): Promise<Asker> {
  const { token } = await hub.issueTokenWithoutKey(identity);
  const credentials = await hub.admit(token, () =>
    auth.authenticate(token, { allowLimitedAccess: true }),
  );
  return { userEntityRef: identity.userEntityRef, credentials };
}
