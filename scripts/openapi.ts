// Writes docs/openapi.yaml, docs/api.md and the types of the generated client
// from the operations of backstage-plugin-security-common. With --check it
// only compares, and fails when the files are not what they should be.
import { createOpenApiDocument } from 'backstage-plugin-security-common';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { OpenAPIV3_1 } from 'openapi-types';
import { stringify } from 'yaml';
import { apiReference } from './openapi/apiReference';
import { clientTypes, describeClient } from './openapi/clientTypes';

// Version 2 brings no types.
const prettier = require('prettier');

const root = resolve(__dirname, '..');
const CLIENT = 'plugins/security-backend/dev/apiClient';

async function main() {
  const document = createOpenApiDocument();
  const example = read(`${CLIENT}/lifeOfAKey.ts`)!;
  const files = {
    'docs/openapi.yaml': `# Made by \`yarn build:openapi\`.\n${stringify(
      document,
      { aliasDuplicateObjects: false },
    )}`,
    'docs/api.md': apiReference(
      document as unknown as OpenAPIV3_1.Document,
      describeClient(example),
    ),
    [`${CLIENT}/security-api.d.ts`]: await clientTypes(document),
  };
  const stale = Object.entries(files).filter(
    ([name, text]) => !isUpToDate(name, text),
  );
  process.exitCode = stale.length ? 1 : 0;
}

function isUpToDate(name: string, text: string): boolean {
  const path = resolve(root, name);
  const wanted = prettier.format(text, {
    ...prettier.resolveConfig.sync(path),
    filepath: path,
  });
  if (wanted === read(name)) {
    return true;
  }
  if (!process.argv.includes('--check')) {
    writeFileSync(path, wanted);
    console.log(`Wrote ${name}`);
    return true;
  }
  console.error(`${name} is stale: run \`yarn build:openapi\``);
  return false;
}

function read(name: string): string | undefined {
  try {
    return readFileSync(resolve(root, name), 'utf8');
  } catch {
    return undefined;
  }
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
