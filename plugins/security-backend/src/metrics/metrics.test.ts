import { TestDatabases } from '@backstage/backend-test-utils';
import { generateApiKey } from 'backstage-plugin-security-node';
import { caller, createKey, probe } from '../__testUtils__/keyCallers';
import { recordLogs } from '../__testUtils__/recordLogs';
import {
  MetricsReader,
  Sample,
  startMetricsReader,
} from '../__testUtils__/startMetricsReader';
import { startSecurityBackend } from '../__testUtils__/startSecurityBackend';
import { DATABASE_IDS } from '../__testUtils__/testStores';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: DATABASE_IDS });

/** Every label that a metric may have, with every value. */
const LABELS: Record<string, RegExp> = {
  security_verification_result:
    /^(valid|unknown|malformed|ended|disabled|unavailable)$/,
  security_verification_cached: /^(true|false)$/,
  security_confirmation_result: /^(confirmed|unavailable)$/,
  security_operation_name: /^(show|generate|rotate|revoke)$/,
  security_api_key_state: /^(active|disabled|expired|revoked)$/,
  otel_scope_name: /^backstage-plugin-[a-z-]+$/,
  le: /^(\d+(\.\d+)?|\+Inf)$/,
};

/** Values by what the labels say, the plugin apart. */
function valuesOf(samples: Sample[], name: string): Record<string, number> {
  const found = samples.filter(sample => sample.name === name);
  return Object.fromEntries(
    found.map(({ labels, value }) => {
      const { otel_scope_name: plugin, ...others } = labels;
      return [Object.values(others).sort().join(' '), value];
    }),
  );
}

let reader: MetricsReader;
beforeEach(async () => {
  reader = await startMetricsReader();
});
afterEach(() => reader.stop());

describe.each(databases.eachSupportedId())('metrics (%s)', databaseId => {
  const start = async (
    options: Partial<Parameters<typeof startSecurityBackend>[0]> = {},
  ) => {
    const backend = await startSecurityBackend({
      databases,
      databaseId,
      features: [probe],
      ...options,
    });
    const admin = backend.as(backend.headers.admin);
    const call = (key: string) =>
      caller(backend, `Bearer ${key}`).get('/probe/anybody');
    return { backend, admin, call, knex: backend.knex };
  };

  it('tell of calls, operations and keys, and of nothing secret', async () => {
    const { backend, admin, call, knex } = await start({
      security: { apiKeys: { verificationTtl: '10m' } },
    });
    const valid = await createKey(backend);
    const rotated = await createKey(backend);
    const revoked = await createKey(backend);
    const disabled = await createKey(backend);
    const expired = await createKey(backend);
    const service = await createKey(backend, {
      principal: 'service',
      restrictions: [{ plugin: 'probe' }],
    });
    await admin.post(`${valid.path}/api-key/show`, {}).expect(200);
    const { body: next } = await admin
      .post(`${rotated.path}/api-key/rotate`, { keyId: rotated.keyId })
      .expect(200);
    await admin
      .post(`${revoked.path}/api-key/revoke`, { keyId: revoked.keyId })
      .expect(204);
    await admin
      .post(`${service.path}/api-key/rotate`, { keyId: 'another' })
      .expect(400);
    await admin
      .patch(`/v1/service-accounts/${disabled.name}`, {
        version: 1,
        status: 'disabled',
      })
      .expect(200);
    const soon = new Date(Date.now() + 3 * 24 * 60 * 60 * 1000);
    const past = new Date(Date.now() - 1000);
    for (const [key, time] of [
      [valid, soon],
      [expired, past],
    ] as const) {
      await knex('security_api_keys')
        .where({ id: key.keyId })
        .update({ expires_at: time });
      await knex('security_service_accounts')
        .where({ name: key.name })
        .update({ next_change_at: past });
    }
    // Whoever asks the list for a state brings those up to date.
    await admin.get('/v1/users?keyStatus=expired').expect(200);

    const unknown = generateApiKey();
    for (const [key, status] of [
      [valid.value, 200],
      [valid.value, 200],
      [valid.value, 200],
      [service.value, 200],
      [unknown, 401],
      [unknown, 401],
      ['bsak_garbage', 401],
      [revoked.value, 401],
      [rotated.value, 401],
      [disabled.value, 401],
      [expired.value, 401],
    ] as const) {
      await call(key).expect(status);
    }

    await knex('security_keyring').insert({
      id: 'gone',
      check_value: 'of-a-secret-that-is-gone',
      created_at: past,
    });
    await knex('security_api_keys')
      .whereIn('id', [service.keyId, revoked.keyId, expired.keyId])
      .update({ keyring_id: 'gone' });

    const text = await reader.scrape();
    const samples = await reader.read();
    const ofProbe = samples.filter(
      ({ labels }) => labels.otel_scope_name === 'backstage-plugin-probe',
    );
    const verifications = {
      'false valid': 2,
      'true valid': 2,
      'false unknown': 1,
      'true unknown': 1,
      'false malformed': 1,
      'ended false': 3,
      'disabled false': 1,
    };
    const name = 'security_api_key_verification';
    expect(valuesOf(ofProbe, `${name}s_total`)).toEqual(verifications);
    expect(valuesOf(ofProbe, `${name}_duration_count`)).toEqual(verifications);
    const seconds = valuesOf(ofProbe, `${name}_duration_sum`)['false valid'];
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThan(10);
    const buckets = ofProbe.filter(
      sample => sample.name === `${name}_duration_bucket`,
    );
    expect(buckets[0].labels.le).toBe('0.0001');

    expect(valuesOf(samples, 'security_api_key_operations_total')).toEqual({
      show: 1,
      generate: 6,
      rotate: 1,
      revoke: 1,
    });
    expect(valuesOf(samples, 'security_api_key_count')).toEqual({
      active: 3,
      disabled: 1,
      expired: 1,
      revoked: 1,
    });
    expect(valuesOf(samples, 'security_api_key_expiring_count')).toEqual({
      '': 1,
    });
    expect(valuesOf(samples, 'security_api_key_lost_count')).toEqual({
      '': 1,
    });
    expect(valuesOf(samples, 'security_api_key_unused_count')).toEqual({
      '': expect.any(Number),
    });
    const remaining = valuesOf(
      samples,
      'security_api_key_expiry_time_remaining',
    )[''];
    const expected = (soon.getTime() - Date.now()) / 1000;
    expect(Math.abs(remaining - expected)).toBeLessThan(60);
    const confirmations = valuesOf(
      samples,
      'security_api_key_confirmations_total',
    );
    expect(confirmations.confirmed).toBeGreaterThan(0);

    for (const { labels } of samples) {
      for (const [label, value] of Object.entries(labels)) {
        expect([label, value]).toEqual([
          label,
          expect.stringMatching(LABELS[label] ?? /^no such label$/),
        ]);
      }
    }
    const ids = await knex('security_api_keys').select('id', 'hint');
    for (const secret of [
      'bsak_',
      'team-a',
      'caller-',
      next.apiKey.hint,
      ...ids.flatMap(({ id, hint }) => [id, `"${hint}"`]),
    ]) {
      expect(text).not.toContain(secret);
    }
  });

  it('tell that the database is away, which harms none of them', async () => {
    const logs = recordLogs();
    const { backend, call, knex } = await start({
      features: [probe, logs.factory],
    });
    const key = await createKey(backend);
    await call(key.value).expect(200);
    for (const table of ['security_api_keys', 'security_changes']) {
      await knex.schema.renameTable(table, `gone_${table}`);
    }
    // Until the answer that was remembered has to be confirmed.
    await new Promise(resolve => setTimeout(resolve, 1_100));
    await call(key.value).expect(503);
    await call(generateApiKey()).expect(503);
    await knex.schema.renameTable(
      'security_account_facets',
      'gone_security_account_facets',
    );

    await reader.read();
    const samples = await reader.read();
    expect(
      valuesOf(samples, 'security_api_key_verifications_total'),
    ).toMatchObject({ 'false unavailable': 2, 'false valid': 1 });
    expect(
      valuesOf(samples, 'security_api_key_confirmations_total').unavailable,
    ).toBeGreaterThan(0);
    expect(valuesOf(samples, 'security_api_key_count')).toEqual({});
    expect(
      logs.lines.filter(line => /metrics .* could not be read/.test(line)),
    ).toHaveLength(1);
  });
});
