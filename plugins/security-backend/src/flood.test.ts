import { TestDatabases } from '@backstage/backend-test-utils';
import { generateApiKey } from 'backstage-plugin-security-node';
import { createKey, probe } from './__testUtils__/keyCallers';
import { startSecurityBackend } from './__testUtils__/startSecurityBackend';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const SECONDS = 3;
const PER_TENTH_OF_A_SECOND = 20;

describe.each(databases.eachSupportedId())(
  'a flood of unknown keys (%s)',
  databaseId => {
    it('harms nobody else', async () => {
      const backend = await startSecurityBackend({
        databases,
        databaseId,
        features: [probe],
        security: { apiKeys: { verificationTtl: { minutes: 5 } } },
      });
      const { value, keyId } = await createKey(backend);
      const call = async (authorization: string) => {
        const { status } = await fetch(
          `http://localhost:${backend.server.port()}/api/probe/user`,
          { headers: { Authorization: authorization } },
        );
        return status;
      };
      expect(await call(`Bearer ${value}`)).toBe(200);
      const [validHash] = await backend
        .knex('security_api_keys')
        .where({ id: keyId })
        .pluck('lookup_hash');
      const lookups: unknown[][] = [];
      backend.knex.on('query', ({ sql, bindings }) => {
        if (/where .*lookup_hash/.test(sql)) {
          lookups.push(bindings);
        }
      });

      const unknown = Array.from(
        { length: SECONDS * 10 * PER_TENTH_OF_A_SECOND },
        generateApiKey,
      );
      const refused: Array<Promise<number>> = [];
      const others: number[] = [];
      for (let sent = 0; sent < unknown.length; sent += PER_TENTH_OF_A_SECOND) {
        const wave = unknown.slice(sent, sent + PER_TENTH_OF_A_SECOND);
        refused.push(...wave.map(key => call(`Bearer ${key}`)));
        others.push(
          await call(`Bearer ${value}`),
          await call(backend.headers.admin),
        );
        await new Promise(resolve => setTimeout(resolve, 100));
      }

      expect(new Set(await Promise.all(refused))).toEqual(new Set([401]));
      expect(new Set(others)).toEqual(new Set([200]));
      // The valid key was not forgotten, and every other was looked up once.
      expect(lookups.filter(hashes => hashes.includes(validHash))).toEqual([]);
      expect(lookups).toHaveLength(unknown.length);
      expect(await call(`Bearer ${unknown[0]}`)).toBe(401);
      expect(lookups).toHaveLength(unknown.length);
    });
  },
);
