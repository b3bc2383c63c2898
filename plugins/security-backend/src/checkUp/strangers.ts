import { AuthService } from '@backstage/backend-plugin-api';
import {
  DEFAULT_NAMESPACE,
  parseEntityRef,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  PolicyFinding,
  serviceAccountEntityRef,
} from 'backstage-plugin-security-common';
import { ServiceAccountIdentity } from 'backstage-plugin-security-node';

/** Somebody who should not be let do anything, by a name that nobody has. */
export interface Stranger {
  who: PolicyFinding['who'];
  identity: ServiceAccountIdentity;
}

const PROVIDER = 'auth.providers.guest';

/** Like anybody who is signed in and in no group, it owns what is its own. */
export function nobody(): Stranger {
  const userEntityRef = serviceAccountEntityRef('check-up.nobody');
  return {
    who: 'nobody',
    identity: { userEntityRef, ownershipEntityRefs: [userEntityRef] },
  };
}

/**
 * Owns what the guest owns, who may be at work: a token in the guest's own name
 * would be the last word on that.
 *
 * @returns undefined where no guest can sign in
 */
export async function guest(options: {
  auth: AuthService;
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  config: Config;
}): Promise<Stranger | undefined> {
  const { config } = options;
  const allowed = `${PROVIDER}.dangerouslyAllowOutsideDevelopment`;
  const canSignIn =
    config.has(PROVIDER) &&
    (process.env.NODE_ENV === 'development' ||
      config.getOptionalBoolean(allowed) === true);
  return canSignIn
    ? {
        who: 'guest',
        identity: {
          userEntityRef: serviceAccountEntityRef('check-up.guest'),
          ownershipEntityRefs: await ownedByGuest(options),
        },
      }
    : undefined;
}

/** As the guest provider decides it, which makes do without the catalog. */
async function ownedByGuest(options: {
  auth: AuthService;
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  config: Config;
}): Promise<string[]> {
  const { auth, catalog, config } = options;
  const ref =
    config.getOptionalString(`${PROVIDER}.userEntityRef`) ??
    'user:development/guest';
  const entityRef = parseEntityRef(ref, {
    defaultKind: 'user',
    defaultNamespace: DEFAULT_NAMESPACE,
  });
  const credentials = await auth.getOwnServiceCredentials();
  const entity = await catalog
    .getEntityByRef(entityRef, { credentials })
    .catch(() => undefined);
  if (!entity) {
    const refs = `${PROVIDER}.ownershipEntityRefs`;
    return config.getOptionalStringArray(refs) ?? [ref];
  }
  const groups = (entity.relations ?? [])
    .filter(({ type }) => type === RELATION_MEMBER_OF)
    .map(({ targetRef }) => targetRef)
    .filter(targetRef => targetRef.startsWith('group:'));
  return [stringifyEntityRef(entity), ...groups];
}
