// Writes docs/openapi.yaml and docs/api.md from the operations of
// backstage-plugin-security-common. With --check it only compares, and fails
// when the files are not what they should be.
import { createOpenApiDocument } from 'backstage-plugin-security-common';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { OpenAPIV3_1 } from 'openapi-types';
import { stringify } from 'yaml';
import { apiReference } from './openapi/apiReference';

// Version 2 brings no types.
const prettier = require('prettier');

const root = resolve(__dirname, '..');
const document = createOpenApiDocument();

const files = {
  'docs/openapi.yaml': `# Made by \`yarn build:openapi\`.\n${stringify(
    document,
    { aliasDuplicateObjects: false },
  )}`,
  'docs/api.md': apiReference(document as unknown as OpenAPIV3_1.Document),
};

const stale = Object.entries(files).filter(([name, text]) => {
  const path = resolve(root, name);
  const wanted = prettier.format(text, {
    ...prettier.resolveConfig.sync(path),
    filepath: path,
  });
  if (wanted === read(path)) {
    return false;
  }
  if (!process.argv.includes('--check')) {
    writeFileSync(path, wanted);
    console.log(`Wrote ${name}`);
    return false;
  }
  console.error(`${name} is stale: run \`yarn build:openapi\``);
  return true;
});
process.exitCode = stale.length ? 1 : 0;

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
