import { mockServices } from '@backstage/backend-test-utils';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';

/** A user token by its form; nobody has signed it. */
export function fakeToken(options: {
  sub: string;
  typ?: string;
  kid?: string;
}): string {
  const { sub, typ = 'vnd.backstage.limited-user', kid = 'known' } = options;
  return [{ alg: 'ES256', typ, kid }, { sub }]
    .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .concat('signature')
    .join('.');
}

/** Where signing keys are fetched, as the `auth` plugin serves them. */
export async function startFakeAuth() {
  const state = { keyIds: ['known'], status: 200, requests: 0 };
  const server = createServer((_request, response) => {
    state.requests += 1;
    response.statusCode = state.status;
    response.end(JSON.stringify({ keys: state.keyIds.map(kid => ({ kid })) }));
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const discovery = mockServices.discovery.mock({
    getBaseUrl: async () => `http://127.0.0.1:${port}/api/auth`,
  });
  return {
    state,
    discovery,
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
