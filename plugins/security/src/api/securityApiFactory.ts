import {
  createApiFactory,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { SecurityClient } from 'backstage-plugin-security-common';
import { securityApiRef } from './securityApiRef';

export const securityApiFactory = createApiFactory({
  api: securityApiRef,
  deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
  factory: deps => new SecurityClient(deps),
});
