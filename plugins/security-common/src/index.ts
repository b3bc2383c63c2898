/**
 * Permissions, API schemas and client of Security › Users.
 *
 * @packageDocumentation
 */
export * from './apiKeyFormat';
export * from './client';
export * from './conditionText';
export * from './keyState';
export * from './openapi';
export * from './operations';
export * from './permissions';
export * from './schemas';
export * from './serviceAccounts';
export * from './suggestName';
