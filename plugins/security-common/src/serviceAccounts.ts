/**
 * The entity namespace of service accounts. Only this plugin uses it, so no
 * service account can carry the name of a person.
 *
 * @public
 */
export const SERVICE_ACCOUNT_NAMESPACE = 'service-account';

/**
 * The entity ref of the service account with the given name.
 *
 * @param name - such as `nightly-build`
 * @returns such as `user:service-account/nightly-build`
 * @public
 */
export function serviceAccountEntityRef(name: string): string {
  return `user:${SERVICE_ACCOUNT_NAMESPACE}/${name}`;
}
