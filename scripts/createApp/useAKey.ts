import { Portal } from './Portal';

const KEY = '/api/security/v1/users/service-account/nightly-build/api-key/show';

/** Creates an account, takes its key, and reads the catalog with it. */
export async function useAKey(portal: Portal): Promise<void> {
  await expectStatus(
    201,
    portal.call('/api/security/v1/service-accounts', {
      body: { name: 'nightly-build', ownerRef: 'group:default/guests' },
    }),
  );
  const shown = await expectStatus(200, portal.call(KEY, { body: {} }));
  const { value: token } = await shown.json();
  const catalog = '/api/catalog/entities/by-query?filter=kind=component';
  await expectStatus(200, portal.call(catalog, { token }));
  // A key that nobody issued: the catalog did look at the first one.
  const other = token.replace(/.{8}$/, '00000000');
  await expectStatus(401, portal.call(catalog, { token: other }));
}

async function expectStatus(
  status: number,
  call: Promise<Response>,
): Promise<Response> {
  const response = await call;
  if (response.status !== status) {
    throw new Error(
      `${new URL(response.url).pathname} answers ${
        response.status
      }, not ${status}`,
    );
  }
  return response;
}
