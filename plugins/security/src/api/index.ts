export { securityApiFactory } from './securityApiFactory';
export { securityApiRef } from './securityApiRef';
