import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  ConflictError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { hintOfApiKey } from 'backstage-plugin-security-common';
import { isWellFormedApiKey } from 'backstage-plugin-security-node';
import {
  createTestAccount,
  DATABASE_IDS,
  FakeAuditTrail,
  freezeTime,
  openTestStores,
  storedKeys,
  TEST_API_KEY_CONFIG,
  testSecret,
  withReplica,
} from '../__testUtils__/testStores';
import { ApiKeyConfig } from '../config';
import { Keyring } from '../keyring/keyring';
import { ServiceAccountRecord } from '../records/ServiceAccountRecord';
import { ApiKeyRequest, ApiKeyService } from './ApiKeyService';

jest.setTimeout(60_000);

const DAY = 24 * 60 * 60 * 1000;
const ALICE = 'user:default/alice';
const BOB = 'user:default/bob';

const databases = TestDatabases.create({ ids: DATABASE_IDS });

afterEach(() => {
  jest.useRealTimers();
});

const OPERATIONS: Record<
  'show' | 'rotate' | 'revoke',
  (
    service: ApiKeyService,
    request: ApiKeyRequest,
    keyId: string,
  ) => Promise<unknown>
> = {
  show: (service, request) => service.show(request),
  rotate: (service, request, keyId) => service.rotate(request, { keyId }),
  revoke: (service, request, keyId) => service.revoke(request, keyId),
};

interface ServiceOptions {
  keyring?: Keyring;
  config?: Partial<ApiKeyConfig>;
}

async function openService(knex: Knex, options: ServiceOptions = {}) {
  const logger = mockServices.logger.mock();
  const { serviceAccounts, apiKeys } = await openTestStores(knex, logger);
  const service = new ApiKeyService({
    store: apiKeys,
    keyring: options.keyring ?? Keyring.create([testSecret('first')]),
    logger,
    config: {
      ...TEST_API_KEY_CONFIG,
      ...options.config,
    },
  });
  return { service, serviceAccounts, logger };
}

function requestFor(
  account: ServiceAccountRecord,
  request: Partial<ApiKeyRequest> = {},
): ApiKeyRequest {
  return {
    account,
    by: ALICE,
    assertDecisionIsFresh: () => {},
    trail: new FakeAuditTrail(),
    ...request,
  };
}

describe.each(databases.eachSupportedId())('ApiKeyService (%s)', databaseId => {
  async function setUp(options: ServiceOptions = {}) {
    const knex = await databases.init(databaseId);
    const opened = await openService(knex, options);
    const account = await createTestAccount(opened.serviceAccounts);
    return { knex, account, ...opened };
  }

  describe('show', () => {
    it('makes a key the first time', async () => {
      const { service, account } = await setUp();
      const before = Date.now();

      const shown = await service.show(requestFor(account));

      expect(shown.generated).toBe(true);
      expect(isWellFormedApiKey(shown.value)).toBe(true);
      expect(shown.apiKey).toMatchObject({
        hint: hintOfApiKey(shown.value),
        status: 'active',
        canBeShown: true,
        createdBy: ALICE,
        timesShown: 1,
        lastShownBy: ALICE,
      });
      const { createdAt, expiresAt } = shown.apiKey;
      expect(Date.parse(createdAt)).toBeGreaterThanOrEqual(before);
      expect(Date.parse(expiresAt!) - Date.parse(createdAt)).toBe(90 * DAY);
    });

    it('shows the same key every later time, and counts', async () => {
      const { service, account } = await setUp();
      const first = await service.show(requestFor(account));

      const second = await service.show(requestFor(account, { by: BOB }));
      const third = await service.show(requestFor(account));

      expect(second).toMatchObject({ value: first.value, generated: false });
      expect(second.apiKey).toMatchObject({
        id: first.apiKey.id,
        createdBy: ALICE,
        timesShown: 2,
        lastShownBy: BOB,
      });
      expect(third).toMatchObject({ value: first.value, generated: false });
      expect(third.apiKey).toMatchObject({ timesShown: 3, lastShownBy: ALICE });
    });

    it('keeps nothing of the key in clear', async () => {
      const { knex, service, account } = await setUp();
      const { value } = await service.show(requestFor(account));

      const stored = JSON.stringify(await storedKeys(knex));

      for (const form of [
        value,
        value.slice(5, 37),
        Buffer.from(value).toString('hex'),
        Buffer.from(value).toString('base64url').slice(0, -2),
      ]) {
        expect(stored).not.toContain(form);
      }
    });

    it('gives each account a key of its own', async () => {
      const { service, serviceAccounts, account } = await setUp();
      const other = await createTestAccount(serviceAccounts, { name: 'other' });

      const { value } = await service.show(requestFor(account));

      expect((await service.show(requestFor(other))).value).not.toBe(value);
      expect((await service.show(requestFor(account))).value).toBe(value);
    });

    it('shows a key that an older secret of the keyring protects', async () => {
      const { knex, service, account } = await setUp();
      const { value } = await service.show(requestFor(account));
      const later = await openService(knex, {
        keyring: Keyring.create([testSecret('second'), testSecret('first')]),
      });

      const shown = await later.service.show(requestFor(account));

      expect(shown).toMatchObject({ value, generated: false });
    });

    it('refuses an expired key from the moment that it expires', async () => {
      const { service, account } = await setUp({
        config: { defaultLifetime: 1000 },
      });
      const start = new Date('2026-11-23T08:00:00.000Z');
      freezeTime(start);
      await service.show(requestFor(account));

      jest.setSystemTime(start.getTime() + 999);
      await expect(service.show(requestFor(account))).resolves.toMatchObject({
        generated: false,
      });

      jest.setSystemTime(start.getTime() + 1000);
      await expect(service.show(requestFor(account))).rejects.toMatchObject({
        name: 'ConflictError',
        reason: 'expired',
      });
    });

    it('can show a key made to be shown once only then', async () => {
      const { knex, service, account } = await setUp({
        config: { reveal: 'once' },
      });

      const shown = await service.show(requestFor(account));

      expect(isWellFormedApiKey(shown.value)).toBe(true);
      expect(shown.apiKey.canBeShown).toBe(false);
      expect((await storedKeys(knex))[0].ciphertext).toBeNull();
      await expect(service.show(requestFor(account))).rejects.toMatchObject({
        name: 'ConflictError',
        reason: 'shown-once',
      });
    });

    it.each([
      ['damaged', { ciphertext: 'v1.AAAAAAAAAAAAAAAA.AAAA.AAAA' }],
      ['of a secret that is gone', { keyring_id: 'gone' }],
    ])('says that a key that is %s cannot be decrypted', async (_, change) => {
      const { knex, service, account, logger } = await setUp();
      const { value, apiKey } = await service.show(requestFor(account));
      await knex('security_api_keys').update(change);
      const trail = new FakeAuditTrail();

      await expect(
        service.show(requestFor(account, { trail })),
      ).rejects.toMatchObject({
        name: 'ConflictError',
        reason: 'undecryptable',
      });

      expect(trail.entries).toEqual([]);
      expect((await storedKeys(knex))[0].times_shown).toBe(1);
      expect(logger.error).toHaveBeenCalledWith(
        expect.stringContaining(apiKey.id),
      );
      expect(JSON.stringify(logger.error.mock.calls)).not.toContain(value);
    });

    it("never shows another account's key when rows are swapped", async () => {
      const { knex, service, serviceAccounts, account } = await setUp();
      const other = await createTestAccount(serviceAccounts, { name: 'other' });
      const mine = await service.show(requestFor(account));
      const theirs = await service.show(requestFor(other));
      const rows = await storedKeys(knex);
      const ciphertextOf = (id: string) =>
        rows.find(row => row.id === id)!.ciphertext;
      await knex('security_api_keys')
        .where({ id: mine.apiKey.id })
        .update({ ciphertext: ciphertextOf(theirs.apiKey.id) });

      await expect(service.show(requestFor(account))).rejects.toMatchObject({
        reason: 'undecryptable',
      });
    });
  });

  describe('rotate', () => {
    it('replaces the key and forgets the value of the old one', async () => {
      const { knex, service, account } = await setUp();
      const old = await service.show(requestFor(account));
      const trail = new FakeAuditTrail();

      const rotated = await service.rotate(
        requestFor(account, { by: BOB, trail }),
        { keyId: old.apiKey.id },
      );

      expect(rotated.generated).toBe(true);
      expect(rotated.value).not.toBe(old.value);
      expect(rotated.apiKey).toMatchObject({
        status: 'active',
        createdBy: BOB,
        timesShown: 1,
      });
      await expect(service.show(requestFor(account))).resolves.toMatchObject({
        value: rotated.value,
        generated: false,
      });
      const [first, second] = await storedKeys(knex);
      expect(first).toMatchObject({
        id: old.apiKey.id,
        status: 'revoked',
        ciphertext: null,
        revoked_by: BOB,
      });
      expect(second).toMatchObject({
        id: rotated.apiKey.id,
        status: 'active',
        sequence: 2,
      });
      expect(trail.entries).toEqual([
        {
          event: 'succeeded',
          meta: {
            accountId: account.id,
            keyId: rotated.apiKey.id,
            hint: rotated.apiKey.hint,
            replaced: old.apiKey.id,
            generated: true,
          },
        },
      ]);
    });

    it('refuses another key than the newest, and changes nothing', async () => {
      const { knex, service, account } = await setUp();
      const old = await service.show(requestFor(account));
      await service.rotate(requestFor(account), { keyId: old.apiKey.id });
      const before = await storedKeys(knex);

      for (const keyId of [old.apiKey.id, randomUUID()]) {
        await expect(
          service.rotate(requestFor(account), { keyId }),
        ).rejects.toThrow(ConflictError);
      }

      expect(await storedKeys(knex)).toEqual(before);
    });

    it('refuses a key that was revoked', async () => {
      const { knex, service, account } = await setUp();
      const { apiKey } = await service.show(requestFor(account));
      await service.revoke(requestFor(account), apiKey.id);

      await expect(
        service.rotate(requestFor(account), { keyId: apiKey.id }),
      ).rejects.toThrow(ConflictError);

      expect(await storedKeys(knex)).toHaveLength(1);
    });

    it('refuses the key of another account', async () => {
      const { service, serviceAccounts, account } = await setUp();
      const other = await createTestAccount(serviceAccounts, { name: 'other' });
      const theirs = await service.show(requestFor(other));
      await service.show(requestFor(account));

      await expect(
        service.rotate(requestFor(account), { keyId: theirs.apiKey.id }),
      ).rejects.toThrow(ConflictError);
      await expect(
        service.revoke(requestFor(account), theirs.apiKey.id),
      ).rejects.toThrow(ConflictError);

      await expect(service.show(requestFor(other))).resolves.toMatchObject({
        value: theirs.value,
      });
    });

    it.each([
      ['expired', { expires_at: new Date('2020-01-01') }],
      ['shown once', { ciphertext: null }],
      ['undecryptable', { ciphertext: 'damaged' }],
    ])('replaces a key that is %s', async (_, change) => {
      const { knex, service, account } = await setUp();
      const { apiKey } = await service.show(requestFor(account));
      await knex('security_api_keys').update(change);

      const { value } = await service.rotate(requestFor(account), {
        keyId: apiKey.id,
      });

      await expect(service.show(requestFor(account))).resolves.toMatchObject({
        value,
        generated: false,
      });
    });
  });

  describe('revoke', () => {
    it('ends the key, forgets its value, and may be repeated', async () => {
      const { knex, service, account } = await setUp();
      const { apiKey } = await service.show(requestFor(account));

      await service.revoke(requestFor(account, { by: BOB }), apiKey.id);
      const [revoked] = await storedKeys(knex);
      expect(revoked).toMatchObject({
        status: 'revoked',
        ciphertext: null,
        revoked_by: BOB,
      });

      const trail = new FakeAuditTrail();
      await service.revoke(requestFor(account, { trail }), apiKey.id);
      expect(await storedKeys(knex)).toEqual([revoked]);
      expect(trail.entries).toHaveLength(1);
    });

    it('lets the next show make a new key', async () => {
      const { service, account } = await setUp();
      const old = await service.show(requestFor(account));
      await service.revoke(requestFor(account), old.apiKey.id);

      const shown = await service.show(requestFor(account));

      expect(shown.generated).toBe(true);
      expect(shown.value).not.toBe(old.value);
    });

    it('refuses another key than the newest', async () => {
      const { service, account } = await setUp();
      const { value } = await service.show(requestFor(account));

      await expect(
        service.revoke(requestFor(account), randomUUID()),
      ).rejects.toThrow(ConflictError);

      await expect(service.show(requestFor(account))).resolves.toMatchObject({
        value,
      });
    });

    it('refuses when there never was a key', async () => {
      const { service, account } = await setUp();
      await expect(
        service.revoke(requestFor(account), randomUUID()),
      ).rejects.toThrow(ConflictError);
    });
  });

  describe('with a disabled account', () => {
    it('neither shows nor rotates, but revokes', async () => {
      const { service, serviceAccounts, account } = await setUp();
      const { apiKey } = await service.show(requestFor(account));
      const { account: disabled } = (await serviceAccounts.update({
        id: account.id,
        version: account.version,
        changes: { status: 'disabled' },
        updatedBy: ALICE,
        beforeCommit: async () => {},
      }))!;

      await expect(service.show(requestFor(disabled))).rejects.toMatchObject({
        reason: 'account-disabled',
      });
      await expect(
        service.rotate(requestFor(disabled), { keyId: apiKey.id }),
      ).rejects.toMatchObject({ reason: 'account-disabled' });
      await service.revoke(requestFor(disabled), apiKey.id);

      expect(await service.history(account.id)).toMatchObject([
        { id: apiKey.id, status: 'revoked' },
      ]);
    });
  });

  describe('with a decision that has grown old', () => {
    it.each(Object.entries(OPERATIONS))('does not %s', async (_, operation) => {
      const { knex, service, account } = await setUp();
      const { apiKey } = await service.show(requestFor(account));
      const before = await storedKeys(knex);
      const trail = new FakeAuditTrail();
      const request = requestFor(account, {
        trail,
        assertDecisionIsFresh: () => {
          throw new ServiceUnavailableError('too old');
        },
      });

      await expect(operation(service, request, apiKey.id)).rejects.toThrow(
        'too old',
      );

      expect(await storedKeys(knex)).toEqual(before);
      expect(trail.entries).toEqual([]);
    });
  });

  describe('with an account that changed since permission was given', () => {
    it('does nothing', async () => {
      const { knex, service, serviceAccounts, account } = await setUp();
      const { apiKey } = await service.show(requestFor(account));
      await serviceAccounts.update({
        id: account.id,
        version: account.version,
        changes: { ownerRef: 'group:default/team-b' },
        updatedBy: BOB,
        beforeCommit: async () => {},
      });
      const before = await storedKeys(knex);
      const trail = new FakeAuditTrail();
      const request = requestFor(account, { trail });

      await expect(service.show(request)).rejects.toThrow(ConflictError);
      await expect(
        service.rotate(request, { keyId: apiKey.id }),
      ).rejects.toThrow(ConflictError);
      await expect(service.revoke(request, apiKey.id)).rejects.toThrow(
        ConflictError,
      );

      expect(await storedKeys(knex)).toEqual(before);
      expect(trail.entries).toEqual([]);
    });

    it('does nothing for an account made anew under the same name', async () => {
      const { knex, service, serviceAccounts, account } = await setUp();
      await serviceAccounts.delete({
        id: account.id,
        version: account.version,
        beforeCommit: async () => {},
      });
      await createTestAccount(serviceAccounts);

      await expect(service.show(requestFor(account))).rejects.toThrow(
        NotFoundError,
      );

      expect(await storedKeys(knex)).toEqual([]);
    });
  });

  describe('audit', () => {
    it('tells a key that is made from one that is shown', async () => {
      const { service, account } = await setUp();
      const making = new FakeAuditTrail();
      const showing = new FakeAuditTrail();

      const { value, apiKey } = await service.show(
        requestFor(account, { trail: making }),
      );
      await service.show(requestFor(account, { trail: showing }));

      const meta = {
        accountId: account.id,
        keyId: apiKey.id,
        hint: apiKey.hint,
      };
      expect(making.entries).toEqual([
        { event: 'api-key-generate', meta },
        { event: 'succeeded', meta: { ...meta, generated: true } },
      ]);
      expect(showing.entries).toEqual([
        { event: 'succeeded', meta: { ...meta, generated: false } },
      ]);
      expect(JSON.stringify([making.entries, showing.entries])).not.toContain(
        value,
      );
    });

    it.each(['show', 'rotate', 'revoke'] as const)(
      'is written before %s is final',
      async operation => {
        const { knex, service, account } = await setUp();
        const { apiKey } = await service.show(requestFor(account));
        const events: string[] = [];
        const trail = new FakeAuditTrail(() => {
          events.push('AUDIT');
        });
        knex.on('query', ({ sql }) => events.push(sql.replace(/;$/, '')));

        await OPERATIONS[operation](
          service,
          requestFor(account, { trail }),
          apiKey.id,
        );

        expect(events).toContain('AUDIT');
        // The record of changes is locked for as short as can be.
        const afterwards = events
          .slice(events.indexOf('AUDIT'))
          .filter(event => !event.includes('security_change'));
        expect(afterwards).toEqual(['AUDIT', 'COMMIT']);
      },
    );

    it.each(['api-key-generate', 'succeeded'])(
      'makes no key when the event %s cannot be written',
      async failing => {
        const { knex, service, account } = await setUp();

        await expect(
          service.show(requestFor(account, { trail: failingTrail(failing) })),
        ).rejects.toThrow(ServiceUnavailableError);

        expect(await storedKeys(knex)).toEqual([]);
        await expect(service.show(requestFor(account))).resolves.toMatchObject({
          generated: true,
        });
      },
    );

    it.each(['show', 'rotate', 'revoke'] as const)(
      'undoes %s when it cannot be written',
      async operation => {
        const { knex, service, account } = await setUp();
        const { value, apiKey } = await service.show(requestFor(account));
        const before = await storedKeys(knex);
        const request = requestFor(account, {
          trail: failingTrail('succeeded'),
        });

        await expect(
          OPERATIONS[operation](service, request, apiKey.id),
        ).rejects.toThrow(ServiceUnavailableError);

        expect(await storedKeys(knex)).toEqual(before);
        await expect(service.show(requestFor(account))).resolves.toMatchObject({
          value,
        });
      },
    );
  });

  describe('with two replicas', () => {
    async function withReplicas(
      work: (
        services: ApiKeyService[],
        context: Awaited<ReturnType<typeof setUp>>,
      ) => Promise<void>,
    ) {
      const context = await setUp();
      await withReplica(context.knex, async replica => {
        const { service } = await openService(replica);
        await work([context.service, service], context);
      });
    }

    it('lets one of many rotations of a key win', async () => {
      await withReplicas(async (services, { knex, service, account }) => {
        const { apiKey } = await service.show(requestFor(account));

        const results = await Promise.allSettled(
          Array.from({ length: 20 }, (_, i) =>
            services[i % 2].rotate(requestFor(account), { keyId: apiKey.id }),
          ),
        );

        const won = results.filter(result => result.status === 'fulfilled');
        const lost = results.filter(result => result.status === 'rejected');
        expect(won).toHaveLength(1);
        expect(lost.map(({ reason }) => reason.name)).toEqual(
          Array(19).fill('ConflictError'),
        );
        const rows = await storedKeys(knex);
        expect(rows.map(({ status }) => status)).toEqual(['revoked', 'active']);
        await expect(service.show(requestFor(account))).resolves.toMatchObject({
          value: won[0].value.value,
        });
      });
    });

    it('makes one key when it is first shown to many', async () => {
      await withReplicas(async (services, { knex, account }) => {
        const shown = await Promise.all(
          Array.from({ length: 8 }, (_, i) =>
            services[i % 2].show(requestFor(account)),
          ),
        );

        expect(new Set(shown.map(({ value }) => value)).size).toBe(1);
        expect(shown.filter(({ generated }) => generated)).toHaveLength(1);
        const [row, ...others] = await storedKeys(knex);
        expect(others).toEqual([]);
        expect(row).toMatchObject({ status: 'active', times_shown: 8 });
      });
    });

    it('ends with one active key however operations mix', async () => {
      await withReplicas(async (services, { knex, service, account }) => {
        const { apiKey } = await service.show(requestFor(account));

        const results = await Promise.allSettled(
          Array.from({ length: 18 }, (_, i) => {
            const operation = (['show', 'rotate', 'revoke'] as const)[i % 3];
            return OPERATIONS[operation](
              services[i % 2],
              requestFor(account),
              apiKey.id,
            );
          }),
        );

        const problems = results
          .filter(result => result.status === 'rejected')
          .map(({ reason }) => reason.name);
        expect(new Set(problems)).toEqual(new Set(['ConflictError']));
        const { value } = await service.show(requestFor(account));
        const active = (await storedKeys(knex)).filter(
          ({ status }) => status === 'active',
        );
        expect(active).toHaveLength(1);
        expect(active[0].hint).toBe(hintOfApiKey(value));
      });
    });
  });

  it('lists the keys of an account, newest first', async () => {
    const { service, serviceAccounts, account } = await setUp();
    const other = await createTestAccount(serviceAccounts, { name: 'other' });
    await service.show(requestFor(other));
    const first = await service.show(requestFor(account));
    const second = await service.rotate(requestFor(account), {
      keyId: first.apiKey.id,
    });

    expect(await service.history(account.id)).toMatchObject([
      { id: second.apiKey.id, status: 'active', sequence: 2 },
      { id: first.apiKey.id, status: 'revoked', sequence: 1 },
    ]);
  });
});

function failingTrail(event: string): FakeAuditTrail {
  return new FakeAuditTrail(written => {
    if (written === event) {
      throw new ServiceUnavailableError('The audit log is not available');
    }
  });
}
