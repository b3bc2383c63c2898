import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import {
  securityApiKeyConfigurePermission,
  securityServiceAccountUpdatePermission,
} from 'backstage-plugin-security-common';
import { z, ZodType } from 'zod';
import {
  createServiceAccountConditionalDecision,
  serviceAccountConditions,
  ServiceAccountFilter,
  ServiceAccountResource,
  serviceAccountResourceRef,
  serviceAccountRules,
} from '.';

const ACCOUNTS: ServiceAccountResource[] = [
  ['nightly-build', 'group:default/team-a', 'active'],
  ['nightly-build-2', 'group:default/team-b', 'disabled'],
  ['backup', 'group:payments/team-a', 'active'],
  ['report', 'user:default/alice', 'disabled'],
].map(([name, ownerRef, status]) => ({
  entityRef: `user:service-account/${name}`,
  name,
  ownerRef,
  status: status as ServiceAccountResource['status'],
}));

/** What a store makes of a filter: an exact comparison, as in SQL. */
function selects(
  { field, values }: ServiceAccountFilter,
  { name, ownerRef, status }: ServiceAccountResource,
): boolean {
  const ownerNamespace = ownerRef.split(/[:/]/)[1];
  return values.includes({ name, ownerRef, ownerNamespace, status }[field]);
}

const CASES: Array<{
  rule: keyof typeof serviceAccountRules;
  params: Record<string, string[]>;
  names: string[];
}> = [
  {
    rule: 'isOwner',
    params: { owners: ['group:default/team-a', 'user:default/alice'] },
    names: ['nightly-build', 'report'],
  },
  {
    rule: 'isOwner',
    params: { owners: ['Group:Default/Team-A'] },
    names: ['nightly-build'],
  },
  { rule: 'isOwner', params: { owners: ['team-a'] }, names: [] },
  { rule: 'isOwner', params: { owners: [] }, names: [] },
  {
    rule: 'hasName',
    params: { names: ['nightly-build', 'nobody'] },
    names: ['nightly-build'],
  },
  {
    rule: 'hasName',
    params: { names: ['Nightly-BUILD'] },
    names: ['nightly-build'],
  },
  { rule: 'hasName', params: { names: ['nightly-%'] }, names: [] },
  { rule: 'hasName', params: { names: [] }, names: [] },
  {
    rule: 'hasOwnerNamespace',
    params: { namespaces: ['payments'] },
    names: ['backup'],
  },
  {
    rule: 'hasOwnerNamespace',
    params: { namespaces: ['Payments'] },
    names: ['backup'],
  },
  { rule: 'hasOwnerNamespace', params: { namespaces: ['pay'] }, names: [] },
  { rule: 'hasOwnerNamespace', params: { namespaces: [] }, names: [] },
  {
    rule: 'hasStatus',
    params: { statuses: ['disabled'] },
    names: ['nightly-build-2', 'report'],
  },
  { rule: 'hasStatus', params: { statuses: [] }, names: [] },
];

describe('the rules of service accounts', () => {
  it.each(
    CASES.map(
      one => [one.rule, Object.values(one.params).join(), one] as const,
    ),
  )('%s: %j', (key, _, { params, names }) => {
    const rule = serviceAccountRules[key];
    const apply = rule.apply as (
      account: ServiceAccountResource,
      params: object,
    ) => boolean;
    const toQuery = rule.toQuery as (params: object) => ServiceAccountFilter;
    const applied = ACCOUNTS.filter(account => apply(account, params));
    const queried = ACCOUNTS.filter(account =>
      selects(toQuery(params), account),
    );
    expect(applied.map(({ name }) => name)).toEqual(names);
    expect(queried).toEqual(applied);
  });

  it.each(Object.values(serviceAccountRules))(
    'describes $name and its parameters for policy authors',
    rule => {
      expect(rule.resourceType).toBe('security-service-account');
      expect(rule.name).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
      expect(rule.description).toMatch(/^Allow service accounts /);
      const schema = z.toJSONSchema(rule.paramsSchema as unknown as ZodType);
      expect(schema).toMatchObject({
        type: 'object',
        required: Object.keys(schema.properties!),
      });
      for (const property of Object.values(schema.properties!)) {
        expect(property).toMatchObject({
          type: 'array',
          items: { type: 'string' },
          description: expect.any(String),
        });
      }
    },
  );

  it('knows no status but the two', () => {
    const schema = serviceAccountRules.hasStatus.paramsSchema as unknown as {
      safeParse: ZodType['safeParse'];
    };
    expect(schema.safeParse({ statuses: ['active'] }).success).toBe(true);
    expect(schema.safeParse({ statuses: ['gone'] }).success).toBe(false);
    expect(schema.safeParse({ statuses: 'active' }).success).toBe(false);
  });

  it('have names of their own', () => {
    const names = Object.values(serviceAccountRules).map(({ name }) => name);
    expect(names).toEqual([
      'IS_OWNER',
      'HAS_NAME',
      'HAS_OWNER_NAMESPACE',
      'HAS_STATUS',
    ]);
  });
});

describe('serviceAccountConditions', () => {
  const rules = Object.values(serviceAccountRules);
  const ruleset = {
    getRuleByName(name: string) {
      const rule = rules.find(one => one.name === name);
      if (!rule) {
        throw new Error(`There is no rule ${name}`);
      }
      return rule;
    },
  };
  const decision = createServiceAccountConditionalDecision(
    securityApiKeyConfigurePermission,
    {
      allOf: [
        serviceAccountConditions.isOwner({ owners: ['group:default/team-a'] }),
        {
          not: serviceAccountConditions.hasStatus({ statuses: ['disabled'] }),
        },
      ],
    },
  );

  it('makes the decision that a policy returns', () => {
    expect(
      createServiceAccountConditionalDecision(
        securityServiceAccountUpdatePermission,
        serviceAccountConditions.hasName({ names: ['nightly-build'] }),
      ),
    ).toEqual({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'security',
      resourceType: 'security-service-account',
      conditions: {
        rule: 'HAS_NAME',
        resourceType: 'security-service-account',
        params: { names: ['nightly-build'] },
      },
    });
    expect(serviceAccountResourceRef).toMatchObject({
      pluginId: 'security',
      resourceType: 'security-service-account',
    });
  });

  it('survives the way to the backend and back', () => {
    expect(JSON.parse(JSON.stringify(decision))).toEqual(decision);
  });

  it('is applied to an account', () => {
    const isAuthorized = createConditionAuthorizer(
      ruleset as unknown as Parameters<typeof createConditionAuthorizer>[0],
    );
    const allowed = ACCOUNTS.filter(account => isAuthorized(decision, account));
    expect(allowed.map(({ name }) => name)).toEqual(['nightly-build']);
  });

  it('becomes a filter', () => {
    const toFilter = createConditionTransformer(
      rules as unknown as Parameters<typeof createConditionTransformer>[0],
    );
    expect(toFilter(decision.conditions)).toEqual({
      allOf: [
        { field: 'ownerRef', values: ['group:default/team-a'] },
        { not: { field: 'status', values: ['disabled'] } },
      ],
    });
  });
});
