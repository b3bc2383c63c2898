import { createPermissionRule } from '@backstage/plugin-permission-node';
import { parseEntityRef } from '@backstage/catalog-model';
import { z } from 'zod';
import { normalize } from './normalize';
import { serviceAccountResourceRef } from './resource';

/**
 * Owned by an entity of one of the given namespaces. The accounts themselves
 * all share one namespace.
 */
export const hasOwnerNamespace = createPermissionRule({
  name: 'HAS_OWNER_NAMESPACE',
  description:
    'Allow service accounts whose owner is in one of the given namespaces',
  resourceRef: serviceAccountResourceRef,
  paramsSchema: z.object({
    namespaces: z.array(z.string()).describe('Such as default'),
  }),
  apply: ({ ownerRef }, { namespaces }) =>
    namespaces.map(normalize).includes(parseEntityRef(ownerRef).namespace),
  toQuery: ({ namespaces }) => ({
    field: 'ownerNamespace',
    values: namespaces.map(normalize),
  }),
});
