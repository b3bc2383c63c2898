import { AuditorService } from '@backstage/backend-plugin-api';
import { SecurityConfig } from '../config';
import { Database } from '../database/openDatabase';
import { PortalPlugins } from '../portal/PortalPlugins';
import { AuthorizedServiceAccounts } from '../serviceAccounts/AuthorizedServiceAccounts';
import { AuthorizedUses } from './AuthorizedUses';
import { DatabaseAccountUseStore } from './DatabaseAccountUseStore';
import { UseRecorder } from './UseRecorder';

/** The parts of this subject, put together. */
export function createUses(options: {
  auditor: AuditorService;
  config: SecurityConfig;
  database: Database;
  portal: { plugins: PortalPlugins };
  serviceAccounts: { authorized: AuthorizedServiceAccounts };
}) {
  const { auditor, config, database, portal, serviceAccounts } = options;
  const store = new DatabaseAccountUseStore({
    ...database,
    unusedAfter: config.unusedAfter,
  });
  const recorder = new UseRecorder({ store, auditor });
  const authorized = new AuthorizedUses({
    serviceAccounts: serviceAccounts.authorized,
    store,
    plugins: portal.plugins,
    unusedAfter: config.unusedAfter,
  });
  return { recorder, authorized };
}
