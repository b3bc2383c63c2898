/**
 * What other backend code builds on: permission rules for policies and
 * extension points for modules of the `security` plugin.
 *
 * @packageDocumentation
 */
export * from './apiKeys';
export * from './authentication';
export * from './extensions';
export * from './permissions';
