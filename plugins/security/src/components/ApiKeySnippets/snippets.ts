import { ServiceAccount } from 'backstage-plugin-security-common';

/** The environment variable that holds the key in every snippet. */
export const API_KEY_VARIABLE = 'BACKSTAGE_API_KEY';

/** Where this portal's backend answers. */
export interface PortalUrls {
  catalog: string;
  security: string;
  mcp: string;
}

/** A call that every key of the account may make. */
export function exampleUrl(account: ServiceAccount, urls: PortalUrls): string {
  const { plugins, restrictions } = account;
  const isAllowed =
    (!plugins || plugins.includes('catalog')) &&
    (!restrictions || restrictions.some(({ plugin }) => plugin === 'catalog'));
  return isAllowed
    ? `${urls.catalog}/entities/by-query?limit=5`
    : `${urls.security}/v1/self`;
}

export function curlSnippet(url: string): string {
  return [
    'curl --fail-with-body \\',
    `  --header "Authorization: Bearer $${API_KEY_VARIABLE}" \\`,
    `  '${url}'`,
  ].join('\n');
}

/** A step of a GitHub Actions job. */
export function ciJobSnippet(url: string): string {
  return [
    '- name: Call Backstage',
    '  env:',
    `    ${API_KEY_VARIABLE}: \${{ secrets.${API_KEY_VARIABLE} }}`,
    '  run: |',
    ...curlSnippet(url)
      .split('\n')
      .map(line => `    ${line}`),
  ].join('\n');
}

/** The entry of a client that reads `.mcp.json`. */
export function mcpClientSnippet(url: string): string {
  const server = {
    type: 'http',
    url,
    headers: { Authorization: `Bearer \${${API_KEY_VARIABLE}}` },
  };
  return JSON.stringify({ mcpServers: { backstage: server } }, null, 2);
}
