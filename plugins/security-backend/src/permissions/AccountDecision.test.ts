import { mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  PermissionCondition,
  PermissionCriteria,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { PermissionRuleset } from '@backstage/plugin-permission-node';
import {
  AccessCondition,
  conditionText,
  Refusal,
} from 'backstage-plugin-security-common';
import {
  ServiceAccountResource,
  serviceAccountConditions,
  serviceAccountRules,
} from 'backstage-plugin-security-node';
import { accountDecision } from './AccountDecision';

type Criteria = PermissionCriteria<PermissionCondition>;

const ACCOUNT: ServiceAccountResource = {
  entityRef: 'user:service-account/nightly-build',
  name: 'nightly-build',
  ownerRef: 'group:default/team-a',
  status: 'active',
};
const UPDATE = 'security.service-account.update';

const { isOwner, hasName, hasStatus } = serviceAccountConditions;
const ownedByA = isOwner({ owners: ['group:default/team-a'] });
const ownedByB = isOwner({ owners: ['group:default/team-b'] });
const named = hasName({ names: ['nightly-build'] });
const namedOther = hasName({ names: ['backup', 'sync'] });
const disabled = hasStatus({ statuses: ['disabled'] });
const active = hasStatus({ statuses: ['active'] });
const unknown = {
  rule: 'NO_SUCH_RULE',
  resourceType: 'security-service-account',
};

const ruleset = {
  getRuleByName(name: string) {
    const rule = Object.values(serviceAccountRules).find(
      each => each.name === name,
    );
    if (!rule) {
      throw new Error(`There is no rule ${name}`);
    }
    return rule;
  },
} as unknown as PermissionRuleset<ServiceAccountResource>;

function decide(decision: PolicyDecision) {
  const logger = mockServices.logger.mock();
  const verdict = accountDecision({
    permission: { name: UPDATE },
    decision,
    ruleset,
    logger,
  })(ACCOUNT);
  return { verdict, logger };
}

function decideOn(conditions: Criteria) {
  return decide({
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'security',
    resourceType: 'security-service-account',
    conditions,
  });
}

/** What does not hold, without what is said of the rules. */
function unmetIn(verdict: 'allowed' | Refusal): string | undefined {
  const short = (condition: AccessCondition): AccessCondition => {
    if ('anyOf' in condition) {
      return { anyOf: condition.anyOf.map(short) };
    }
    if ('allOf' in condition) {
      return { allOf: condition.allOf.map(short) };
    }
    return 'not' in condition
      ? { not: short(condition.not) }
      : { rule: condition.rule, params: condition.params };
  };
  return verdict === 'allowed' || !verdict.unmet
    ? undefined
    : conditionText(short(verdict.unmet));
}

const B = 'IS_OWNER (owners: group:default/team-b)';
const OTHER = 'HAS_NAME (names: backup, sync)';
const DISABLED = 'HAS_STATUS (statuses: disabled)';

describe('accountDecision', () => {
  it('allows what the policy allows', () => {
    expect(decide({ result: AuthorizeResult.ALLOW }).verdict).toBe('allowed');
  });

  it('names the permission that the policy denies', () => {
    expect(decide({ result: AuthorizeResult.DENY }).verdict).toEqual({
      permission: UPDATE,
    });
  });

  it.each<[string, Criteria]>([
    ['one that holds', ownedByA],
    ['the opposite of one that does not', { not: ownedByB }],
    ['all that hold', { allOf: [ownedByA, named] }],
    ['one of several', { anyOf: [ownedByB, named] }],
    ['not both', { not: { allOf: [ownedByA, disabled] } }],
    ['neither', { not: { anyOf: [ownedByB, disabled] } }],
  ])('allows on a condition that holds: %s', (_, conditions) => {
    expect(decideOn(conditions).verdict).toBe('allowed');
  });

  it.each<[string, Criteria, string]>([
    ['a rule', ownedByB, B],
    ['another rule', namedOther, OTHER],
    ['not', { not: active }, 'not HAS_STATUS (statuses: active)'],
    ['not not', { not: { not: disabled } }, DISABLED],
    ['the one of all that fails', { allOf: [ownedByA, disabled] }, DISABLED],
    [
      'those of all that fail',
      { allOf: [ownedByB, disabled] },
      `${B} and ${DISABLED}`,
    ],
    ['each of any', { anyOf: [ownedByB, namedOther] }, `${B} or ${OTHER}`],
    [
      'what is left of any within all',
      { allOf: [named, { anyOf: [ownedByB, { not: active }] }] },
      `${B} or not HAS_STATUS (statuses: active)`,
    ],
    [
      'any and another',
      { allOf: [{ anyOf: [ownedByB, namedOther] }, disabled] },
      `(${B} or ${OTHER}) and ${DISABLED}`,
    ],
    [
      'one of those that must not all hold',
      { not: { allOf: [ownedByA, active] } },
      'not IS_OWNER (owners: group:default/team-a) or not HAS_STATUS (statuses: active)',
    ],
    [
      'the one of those that must not hold that does',
      { not: { anyOf: [ownedByB, active] } },
      'not HAS_STATUS (statuses: active)',
    ],
  ])('tells what does not hold: %s', (_, conditions, unmet) => {
    const { verdict, logger } = decideOn(conditions);
    expect(unmetIn(verdict)).toBe(unmet);
    expect(verdict).toMatchObject({ permission: UPDATE });
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('says of a rule what its authors say', () => {
    expect(decideOn(ownedByB).verdict).toEqual({
      permission: UPDATE,
      unmet: {
        rule: 'IS_OWNER',
        description:
          'Allow service accounts owned by one of the given entities',
        params: { owners: ['group:default/team-b'] },
      },
    });
  });

  it.each<[string, Criteria]>([
    ['an unknown rule', unknown],
    ['its opposite', { not: unknown }],
    ['wrong parameters', { ...ownedByB, params: { owners: 'team-b' } }],
    ['an unknown rule behind one that fails', { allOf: [ownedByB, unknown] }],
    ['no condition', undefined as never],
  ])('denies what could not be decided: %s', (_, conditions) => {
    const { verdict, logger } = decideOn(conditions);
    expect(verdict).toEqual({ permission: UPDATE, undecided: true });
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('so it denies'),
      expect.any(Error),
    );
  });

  it('cuts long parameters short', () => {
    const owners = Array.from(
      { length: 5_000 },
      (__, i) => `group:default/${i}`,
    );
    const { verdict } = decideOn({
      allOf: [isOwner({ owners }), hasName({ names: ['x'.repeat(3_000)] })],
    });
    const text = unmetIn(verdict)!;
    expect(text).toContain('group:default/9, … and 4990 more');
    expect(text).toContain(`${'x'.repeat(200)}…)`);
    expect(text.length).toBeLessThan(600);
  });

  it('leaves the names of many rules, and nothing of too many', () => {
    const many = (count: number) =>
      decideOn({
        anyOf: [ownedByB, ...Array(count - 1).fill(ownedByB)],
      }).verdict;
    expect(unmetIn(many(100))).toBe(Array(100).fill('IS_OWNER').join(' or '));
    expect(many(1_000)).toEqual({ permission: UPDATE, unmet: undefined });
  });
});
