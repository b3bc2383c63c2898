import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  PermissionAccess,
  PluginPermission,
} from 'backstage-plugin-security-common';
import { ConditionError, describeConditions } from '../permissions/conditions';
import { KnownPlugin } from '../portal/PortalPlugins';
import { PolicyAnswer } from './PolicyQuestions';

const MAX_CONDITION_BYTES = 50_000;

/** What the policy says, apart from what the account is limited to. */
export type PolicySays = Pick<
  PermissionAccess,
  'decision' | 'conditions' | 'reason'
>;

/** @param rename - what is to be read instead of a text, in parameters */
export function presentAnswer(
  { resourceType }: PluginPermission,
  answer: PolicyAnswer,
  plugins: KnownPlugin[],
  rename: Map<string, string>,
): PolicySays {
  if ('undecided' in answer) {
    return { decision: 'undecided', reason: answer.undecided };
  }
  if (answer.result !== AuthorizeResult.CONDITIONAL) {
    const isAllowed = answer.result === AuthorizeResult.ALLOW;
    return { decision: isAllowed ? 'allowed' : 'denied' };
  }
  const owner = plugins.find(({ pluginId }) => pluginId === answer.pluginId);
  try {
    if (answer.resourceType !== resourceType) {
      throw new ConditionError('failed');
    }
    const rules = owner?.rules;
    const conditions = describeConditions(answer.conditions, {
      findRule:
        rules &&
        ((name, type) =>
          rules.find(rule => rule.name === name && rule.resourceType === type)),
      rename,
    });
    if (JSON.stringify(conditions).length > MAX_CONDITION_BYTES) {
      throw new ConditionError('failed');
    }
    return { decision: 'conditional', conditions };
  } catch (error) {
    if (error instanceof ConditionError) {
      return { decision: 'undecided', reason: error.reason };
    }
    throw error;
  }
}
