import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressOf } from './inspectManifest';
import { Packed } from './Packed';

/**
 * What is wrong with the page that a registry shows: a link that is relative,
 * or leads to what the repository does not have.
 *
 * @param root - the folder of the repository
 */
export function inspectReadme(
  { dir, manifest }: Packed,
  root: string,
): string[] {
  const readme = readFileSync(join(dir, 'README.md'), 'utf8');
  const address = addressOf(manifest);
  const links = [
    ...readme.matchAll(
      /\]\(([^)\s]+)|^\[[^\]]+\]: (\S+)|(?:src|href)="([^"]+)/gm,
    ),
  ].map(([, ...urls]) => urls.find(Boolean)!);
  return [
    ...links
      .filter(link => !/^(https:|#)/.test(link))
      .map(link => `README.md links to ${link}`),
    ...links
      .filter(link => link.startsWith(`${address}/`))
      .map(link => link.slice(address.length).replace(/#.*/, ''))
      .filter(path => !existsSync(join(root, path.split('/HEAD/')[1] ?? '-')))
      .map(path => `README.md links to ${path}, which is not there`),
  ];
}
