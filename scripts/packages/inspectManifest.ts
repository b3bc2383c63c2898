import { Manifest, Packed } from './Packed';

/**
 * What the app chooses the version of. As dependencies they would be there
 * twice as soon as the app has the next release, because `^0.18.0` excludes
 * 0.19.0.
 */
const CHOSEN_BY_THE_APP = [
  '@backstage/backend-defaults',
  '@backstage/core-app-api',
  '@backstage/frontend-app-api',
  '@backstage/frontend-defaults',
  'react',
  'react-dom',
  'react-router-dom',
];

/** What is wrong with the manifest that adopters get. */
export function inspectManifest({ manifest }: Packed): string[] {
  const { dependencies = {}, peerDependencies = {} } = manifest;
  return [
    ...(manifest.files?.includes('CHANGELOG.md')
      ? []
      : ['CHANGELOG.md would be left out']),
    ...(manifest.jest ? ['says how it is tested'] : []),
    ...(manifest.private ? ['is private'] : []),
    ...(['description', 'license', 'keywords', 'engines'] as const)
      .filter(field => !manifest[field])
      .map(field => `has no ${field}`),
    ...Object.entries(dependencies)
      .filter(([, range]) => !/^[\^~]?\d/.test(range))
      .map(([name, range]) => `${name} is "${range}"`),
    ...CHOSEN_BY_THE_APP.filter(name => name in dependencies).map(
      name => `${name} belongs into peerDependencies`,
    ),
    // Of a package with a version 0.x, ^ is one release alone.
    ...Object.entries(peerDependencies)
      .filter(([, range]) => /^[\^~]?0\./.test(range))
      .map(([name, range]) => `${name} is "${range}", which ends too soon`),
  ];
}

/** What else a release needs. */
export function inspectRelease(
  { manifest: { version } }: Packed,
  has: { changelog: boolean; address: boolean },
): string[] {
  return [
    ...(version === '0.0.0' || !has.changelog
      ? ['has no version yet: run `yarn changeset version`']
      : []),
    ...(has.address
      ? []
      : ['has no address: set `repository` in the root package.json']),
  ];
}

/** Whether the manifest says where the package comes from. */
export function inspectAddress({ folder, manifest }: Packed): string[] {
  const { repository, bugs } = manifest;
  const address = addressOf(manifest);
  return [
    ...(repository?.directory === `plugins/${folder}` && /^https:/.test(address)
      ? []
      : ['does not say where it comes from']),
    ...(bugs?.url === `${address}/issues` && repository?.url.includes(address)
      ? []
      : ['repository, homepage and bugs do not fit together']),
  ];
}

/** Where a browser finds the repository; empty when that is not known. */
export function addressOf({ homepage }: Manifest): string {
  return homepage?.split('/tree/')[0] ?? '';
}
