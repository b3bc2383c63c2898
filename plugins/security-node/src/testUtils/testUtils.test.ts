import { mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  createPermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { PermissionPolicy } from '@backstage/plugin-permission-node';
import {
  securityApiKeyConfigurePermission,
  securityServiceAccountCreatePermission,
} from 'backstage-plugin-security-common';
import {
  createServiceAccountConditionalDecision,
  serviceAccountConditions,
} from '../permissions';
import {
  allowedServiceAccounts,
  askPolicy,
  personUser,
  serviceAccountUser,
  testServiceAccount,
} from '../testUtils';

const { hasName, hasStatus, isOwner } = serviceAccountConditions;

const invoices = testServiceAccount('invoices', 'group:Default/Payments');
const nightly = testServiceAccount('nightly', 'group:default/ci', 'disabled');
const ACCOUNTS = [invoices, nightly];
const alice = personUser('user:default/Alice', 'group:default/payments');

const entityPermission = createPermission({
  name: 'catalog.entity.read',
  attributes: { action: 'read' },
  resourceType: 'catalog-entity',
});

function policyOf(decision: object): PermissionPolicy {
  return { handle: async () => decision as PolicyDecision };
}

function conditional(conditions: object, others: object = {}) {
  return policyOf({
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'security',
    resourceType: 'security-service-account',
    conditions,
    ...others,
  });
}

/** What there is of a condition once it went over the wire. */
const leaf = (rule: string, params?: object) => ({
  rule,
  resourceType: 'security-service-account',
  params,
});

describe('who a policy is asked about', () => {
  it('is a service account with what it and its owner own', () => {
    expect(serviceAccountUser(invoices)).toMatchObject({
      credentials: {
        principal: {
          type: 'user',
          userEntityRef: 'user:service-account/invoices',
        },
      },
      info: {
        userEntityRef: 'user:service-account/invoices',
        ownershipEntityRefs: [
          'user:service-account/invoices',
          'group:default/payments',
        ],
      },
    });
  });

  it('is a person with groups', () => {
    expect(alice.info).toEqual({
      userEntityRef: 'user:default/alice',
      ownershipEntityRefs: ['user:default/alice', 'group:default/payments'],
    });
  });

  it('has credentials that services of a test accept', async () => {
    const auth = mockServices.auth();
    expect(auth.isPrincipal(alice.credentials, 'user')).toBe(true);
    await expect(
      auth.getPluginRequestToken({
        onBehalfOf: alice.credentials,
        targetPluginId: 'catalog',
      }),
    ).resolves.toEqual({ token: expect.any(String) });
  });

  it.each(['payments', 'group:default/'])('is not owned by %j', ref => {
    expect(() => testServiceAccount('invoices', ref)).toThrow(/entity ref/i);
    expect(() => personUser('user:default/alice', ref)).toThrow(/entity ref/i);
  });
});

describe('askPolicy', () => {
  it('passes on the question and the decision', async () => {
    const handle = jest.fn(async () => ({ result: AuthorizeResult.DENY }));
    const policy = { handle } as unknown as PermissionPolicy;
    const permission = entityPermission;
    expect(await askPolicy(policy, permission, alice)).toEqual({
      result: AuthorizeResult.DENY,
    });
    expect(await askPolicy(policy, permission)).toEqual({
      result: AuthorizeResult.DENY,
    });
    expect(handle.mock.calls).toEqual([
      [{ permission }, alice],
      [{ permission }, undefined],
    ]);
  });

  it('takes the conditions of other plugins as they are', async () => {
    const policy = conditional(
      { rule: 'IS_ENTITY_OWNER', resourceType: 'catalog-entity' },
      { pluginId: 'catalog', resourceType: 'catalog-entity' },
    );
    expect(await askPolicy(policy, entityPermission, alice)).toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      conditions: { rule: 'IS_ENTITY_OWNER' },
    });
  });

  const owned = leaf('IS_OWNER', { owners: [] });
  it.each<[string, PermissionPolicy, Permission, RegExp]>([
    [
      'conditions where there is no resource',
      conditional(owned),
      securityServiceAccountCreatePermission,
      /security\.service-account\.create are for another resource/,
    ],
    [
      'conditions for another resource',
      conditional(owned, { resourceType: 'catalog-entity' }),
      securityApiKeyConfigurePermission,
      /for another resource: catalog-entity/,
    ],
    [
      'conditions of another plugin',
      conditional(owned, { pluginId: 'catalog' }),
      securityApiKeyConfigurePermission,
      /no accounts in catalog/,
    ],
    [
      'a rule that there is not, though another settles it',
      conditional({ anyOf: [{ not: owned }, leaf('IS_ENTITY_OWNER', {})] }),
      securityApiKeyConfigurePermission,
      /no rule IS_ENTITY_OWNER/,
    ],
    [
      'wrong parameters',
      conditional({ allOf: [owned, { not: leaf('HAS_NAME', { name: 'x' }) }] }),
      securityApiKeyConfigurePermission,
      /Parameters to rule are invalid/,
    ],
    [
      'no condition at all',
      conditional({ allOf: [owned, { anyOf: [] }] }),
      securityApiKeyConfigurePermission,
      /at least one condition/,
    ],
  ])('fails, as a portal would, for %s', async (_, policy, permission, error) =>
    expect(askPolicy(policy, permission, alice)).rejects.toThrow(error),
  );
});

describe('allowedServiceAccounts', () => {
  const allowedBy = (policy: PermissionPolicy) =>
    allowedServiceAccounts(
      policy,
      securityApiKeyConfigurePermission,
      alice,
      ACCOUNTS,
    );

  it('are all or none', async () => {
    const { ALLOW, DENY } = AuthorizeResult;
    expect(await allowedBy(policyOf({ result: ALLOW }))).toEqual(ACCOUNTS);
    expect(await allowedBy(policyOf({ result: DENY }))).toEqual([]);
  });

  it('are those that the conditions are met by', async () => {
    const decide = (
      conditions: Parameters<typeof createServiceAccountConditionalDecision>[1],
    ) =>
      allowedBy(
        policyOf(
          createServiceAccountConditionalDecision(
            securityApiKeyConfigurePermission,
            conditions,
          ),
        ),
      );
    const owners = alice.info.ownershipEntityRefs;
    expect(await decide(isOwner({ owners }))).toEqual([invoices]);
    expect(await decide({ not: isOwner({ owners }) })).toEqual([nightly]);
    expect(
      await decide({
        anyOf: [
          hasName({ names: ['nightly'] }),
          hasStatus({ statuses: ['active'] }),
        ],
      }),
    ).toEqual(ACCOUNTS);
  });

  it('are not those of the catalog', async () => {
    await expect(
      allowedServiceAccounts(
        conditional(leaf('IS_ENTITY_OWNER'), {
          pluginId: 'catalog',
          resourceType: 'catalog-entity',
        }),
        entityPermission,
        alice,
        ACCOUNTS,
      ),
    ).rejects.toThrow('catalog.entity.read is not about service accounts');
  });
});
