import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { normalize } from './normalize';
import { serviceAccountResourceRef } from './resource';

/** Owned by one of the given groups or users. */
export const isOwner = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Allow service accounts owned by one of the given entities',
  resourceRef: serviceAccountResourceRef,
  paramsSchema: z.object({
    owners: z
      .array(z.string())
      .describe('Entity refs, such as the ownership refs of the caller'),
  }),
  apply: ({ ownerRef }, { owners }) => owners.map(normalize).includes(ownerRef),
  toQuery: ({ owners }) => ({
    field: 'ownerRef',
    values: owners.map(normalize),
  }),
});
