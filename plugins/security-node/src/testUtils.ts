/**
 * For tests of permission policies: what a policy is asked for a person or for
 * the key of a service account, and what its answer comes to.
 *
 * @packageDocumentation
 */
export { allowedServiceAccounts, askPolicy } from './testUtils/askPolicy';
export {
  personUser,
  serviceAccountUser,
  testServiceAccount,
} from './testUtils/users';
export type { ServiceAccountResource } from './permissions';
