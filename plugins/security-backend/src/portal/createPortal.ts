import {
  AuthService,
  DiscoveryService,
  LoggerService,
  RootSystemMetadataService,
} from '@backstage/backend-plugin-api';
import { Authorizer } from '../permissions/Authorizer';
import { AuthorizedPortal } from './AuthorizedPortal';
import { PortalPlugins } from './PortalPlugins';

/** The parts of this subject, put together. */
export function createPortal(options: {
  auth: AuthService;
  authorizer: Authorizer;
  discovery: DiscoveryService;
  logger: LoggerService;
  systemMetadata: RootSystemMetadataService;
}) {
  const plugins = new PortalPlugins(options);
  const authorized = new AuthorizedPortal({ ...options, plugins });
  return { plugins, authorized };
}
