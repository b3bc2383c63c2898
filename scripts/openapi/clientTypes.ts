import openapiTS, { astToString, OpenAPI3 } from 'openapi-typescript';

/** The types of the HTTP API for openapi-fetch. */
export async function clientTypes(document: object): Promise<string> {
  // It changes what it is given.
  const types = await openapiTS(structuredClone(document) as OpenAPI3);
  return `// Made by \`yarn build:openapi\`.\n${astToString(types)}`;
}

/** The section of the reference that shows the client, in Markdown. */
export function describeClient(example: string): string {
  return [
    '## A client for your program',
    'A program in TypeScript on Backstage’s own platform takes `SecurityClient` of `backstage-plugin-security-common`. Any other can generate a client from the document, here with [openapi-typescript](https://openapi-ts.dev), which makes types alone, and openapi-fetch:',
    [
      '```bash',
      'npm install openapi-fetch',
      'npm install --save-dev openapi-typescript typescript',
      'curl --fail-with-body "$BASE/openapi.json" -H "Authorization: Bearer $TOKEN" > openapi.json',
      'npx openapi-typescript openapi.json --output security-api.d.ts',
      '```',
    ].join('\n'),
    'The document names the server relative to the portal, so give the client its `baseUrl`. Of the two kinds of token it takes one by default; the routes of `/v1/self` need the key in its place. The example compiles with `strict` and `exactOptionalPropertyTypes`, and a test runs it:',
    ['```ts', example.trim(), '```'].join('\n'),
  ].join('\n\n');
}
