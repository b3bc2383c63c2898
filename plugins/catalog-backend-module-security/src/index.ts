/**
 * The service accounts of Security › Users in the software catalog.
 *
 * @packageDocumentation
 */
export { catalogModuleSecurity as default } from './module';
