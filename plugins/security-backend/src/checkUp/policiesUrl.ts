import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { readFileSync } from 'node:fs';

const DOCS = 'docs/permissions.md';
const SECTION = 'Policies to copy';

/** Where to read on, for those who only have a log. */
export function policiesHint(): string {
  return policiesUrl() ?? `"${SECTION}" in ${DOCS} of this plugin`;
}

/**
 * Where policies to copy are explained. The address of the repository is in the
 * manifest since the package was packed, if whoever packed it knew it.
 */
export function policiesUrl(): string | undefined {
  const manifest = resolvePackagePath(
    'backstage-plugin-security-backend',
    'package.json',
  );
  const { homepage } = JSON.parse(readFileSync(manifest, 'utf8'));
  const [, repository] = /^(https:.+)\/tree\//.exec(homepage ?? '') ?? [];
  const anchor = SECTION.toLocaleLowerCase('en-US').replaceAll(' ', '-');
  return repository && `${repository}/blob/HEAD/${DOCS}#${anchor}`;
}
