/**
 * Security › Users for Backstage: the page where service accounts and their API
 * keys are managed.
 *
 * @packageDocumentation
 */
export { securityApiRef } from './api';
export { SecuritySidebarItem } from './components/SecuritySidebarItem/SecuritySidebarItem';
export { isServiceAccount } from './isServiceAccount';
export {
  EntityServiceAccountCard,
  EntityServiceAccountsCard,
  SecurityPage,
  securityPlugin,
} from './plugin';
export { securityTranslationRef } from './translation';
