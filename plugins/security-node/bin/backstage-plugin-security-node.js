#!/usr/bin/env node
// Prints a fresh API key, and nothing else.
const { existsSync } = require('node:fs');
const { resolve } = require('node:path');

// In the repository it is not built, as with the commands of Backstage.
const isLocal = existsSync(resolve(__dirname, '../src'));
if (isLocal) {
  require('@backstage/cli/config/nodeTransform.cjs');
}
const { generateApiKey } = require(isLocal ? '../src/apiKeys' : '..');

console.log(generateApiKey());
