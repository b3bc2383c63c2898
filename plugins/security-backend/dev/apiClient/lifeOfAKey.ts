import createClient from 'openapi-fetch';
import type { components, paths } from './security-api';

/** From an account without a key to a key that is used, replaced and gone. */
export async function lifeOfAKey(baseUrl: string, token: string) {
  const security = createClient<paths>({
    baseUrl, // such as https://portal.example.com/api/security
    headers: { Authorization: `Bearer ${token}` }, // your own token
  });

  const account = dataOf(
    await security.POST('/v1/service-accounts', {
      body: { name: 'nightly-build', ownerRef: 'group:default/team-a' },
    }),
  );
  const path = { namespace: 'service-account', name: account.name };
  const list = dataOf(
    await security.GET('/v1/users', {
      params: { query: { type: 'service-account', search: account.name } },
    }),
  );

  // The first time this makes the key.
  const shown = dataOf(
    await security.POST('/v1/users/{namespace}/{name}/api-key/show', {
      params: { path },
      body: {},
    }),
  );
  const rotated = dataOf(
    await security.POST('/v1/users/{namespace}/{name}/api-key/rotate', {
      params: { path },
      body: { keyId: shown.apiKey.id, graceSeconds: 3600 },
    }),
  );

  // A key speaks for itself: its own header instead of the person's.
  const self = dataOf(
    await security.GET('/v1/self', {
      headers: { Authorization: `Bearer ${rotated.value}` },
    }),
  );

  dataOf(
    await security.DELETE('/v1/service-accounts/{name}', {
      params: { path, query: { version: account.version } },
    }),
  );
  return { account, list, shown, rotated, self };
}

/** The answer, or an error with the status and the message for people. */
function dataOf<Data>(answer: {
  data?: Data;
  error?: components['schemas']['ErrorResponse'];
  response: Response;
}): Data {
  if (answer.error) {
    const { status } = answer.response;
    throw new Error(`${status}: ${answer.error.error.message}`);
  }
  return answer.data as Data;
}
