import {
  ANNOTATION_EDIT_URL,
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  EntityPolicies,
  FieldFormatEntityPolicy,
  SchemaValidEntityPolicy,
  UserEntity,
  userEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import {
  CatalogAccount,
  SERVICE_ACCOUNT_NAMESPACE,
} from 'backstage-plugin-security-common';

const LOCATION = 'security:service-accounts';

/** Where the catalog notes that the owner does not list its accounts. */
export const OWNER_OF_ANNOTATION = 'backstage-plugin-security/owner-of';
export const OWNER_OF_LEFT_OUT = 'left-out';

const policy = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

/**
 * What the catalog shows of a service account. No e-mail address: nobody signs
 * in as one. And no `memberOf`, with which it would stand among the people of
 * its owner, and have what the group owns.
 *
 * @param options - `portalUrl`: `app.baseUrl`; `isListedWithOwner`: whether the
 * entity of the owner names it
 */
export function toEntity(
  account: CatalogAccount,
  options: { portalUrl: string | undefined; isListedWithOwner: boolean },
): UserEntity {
  const { name, title, description, ownerRef } = account;
  const { portalUrl, isListedWithOwner } = options;
  const path = `/security/users/${SERVICE_ACCOUNT_NAMESPACE}/${name}`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: {
      namespace: SERVICE_ACCOUNT_NAMESPACE,
      name,
      ...(title && { title }),
      ...(description && { description }),
      annotations: {
        [ANNOTATION_LOCATION]: LOCATION,
        [ANNOTATION_ORIGIN_LOCATION]: LOCATION,
        [ANNOTATION_EDIT_URL]: `${portalUrl ?? ''}${path}`,
        ...(!isListedWithOwner && {
          [OWNER_OF_ANNOTATION]: OWNER_OF_LEFT_OUT,
        }),
      },
      // The catalog refuses links without an origin.
      ...(portalUrl && {
        links: [{ url: `${portalUrl}${path}`, title: 'Edit Service Account' }],
      }),
    },
    spec: {
      type: 'service-account',
      owner: ownerRef,
      memberOf: [],
      profile: { displayName: title || name },
    },
  } as UserEntity;
}

/**
 * Why the catalog would not take the entity: it says so to nobody, and the
 * entity is absent.
 */
export async function whyRefused(entity: Entity): Promise<string | undefined> {
  try {
    await policy.enforce(entity);
    await userEntityV1alpha1Validator.check(entity);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
