/**
 * The backend of Security › Users.
 *
 * @packageDocumentation
 */
export { securityPlugin as default } from './plugin';
