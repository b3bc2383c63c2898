import {
  HttpAuthService,
  LifecycleService,
} from '@backstage/backend-plugin-api';
import { ChangeRecord } from '../changes/changes';
import { ServiceAccountStore } from '../serviceAccounts/ServiceAccountStore';
import { CatalogFeed } from './CatalogFeed';
import { createCatalogFeedRouter } from './router';

/** The parts of this subject, put together. */
export function createCatalogFeed(options: {
  changes: ChangeRecord;
  serviceAccounts: { store: ServiceAccountStore };
  httpAuth: HttpAuthService;
  lifecycle: LifecycleService;
}) {
  const { changes, serviceAccounts } = options;
  const feed = new CatalogFeed({ accounts: serviceAccounts.store, changes });
  return { router: createCatalogFeedRouter({ ...options, feed }) };
}
