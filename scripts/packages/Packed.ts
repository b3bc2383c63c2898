import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the checks read of a `package.json`. */
export interface Manifest {
  name: string;
  version: string;
  private?: boolean;
  description?: string;
  license?: string;
  keywords?: string[];
  engines?: { node?: string };
  main: string;
  types: string;
  bin?: string;
  exports?: Record<string, string | Record<string, string>>;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  files?: string[];
  jest?: object;
  repository?: { url: string; directory?: string };
  homepage?: string;
  bugs?: { url: string };
  backstage: { role: string };
}

/** A package that was packed and unpacked again. */
export interface Packed {
  /** Its folder below `plugins`. */
  folder: string;
  /** Where it was unpacked to. */
  dir: string;
  /** All its files, relative to `dir`. */
  files: string[];
  manifest: Manifest;
}

export function readManifest(dir: string): Manifest {
  return JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'));
}
