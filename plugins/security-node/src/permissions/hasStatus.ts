import { createPermissionRule } from '@backstage/plugin-permission-node';
import { serviceAccountStatusSchema } from 'backstage-plugin-security-common';
import { z } from 'zod';
import { serviceAccountResourceRef } from './resource';

/** Active, or disabled. */
export const hasStatus = createPermissionRule({
  name: 'HAS_STATUS',
  description: 'Allow service accounts with one of the given statuses',
  resourceRef: serviceAccountResourceRef,
  paramsSchema: z.object({
    statuses: z
      .array(serviceAccountStatusSchema)
      .describe('active, disabled, or both'),
  }),
  apply: ({ status }, { statuses }) => statuses.includes(status),
  toQuery: ({ statuses }) => ({ field: 'status', values: statuses }),
});
