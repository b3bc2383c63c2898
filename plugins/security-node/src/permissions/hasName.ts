import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { normalize } from './normalize';
import { serviceAccountResourceRef } from './resource';

/** With one of the given names. */
export const hasName = createPermissionRule({
  name: 'HAS_NAME',
  description: 'Allow service accounts with one of the given names',
  resourceRef: serviceAccountResourceRef,
  paramsSchema: z.object({
    names: z.array(z.string()).describe('Such as nightly-build'),
  }),
  apply: ({ name }, { names }) => names.map(normalize).includes(name),
  toQuery: ({ names }) => ({ field: 'name', values: names.map(normalize) }),
});
