import { AuthService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  PolicyCheckUp,
  PolicyFinding,
  securityPermissions,
} from 'backstage-plugin-security-common';
import { ApiKeyHub } from 'backstage-plugin-security-node';
import { issueAsker } from '../access/issueAsker';
import { PolicyAnswer, PolicyQuestions } from '../access/PolicyQuestions';
import { TooLateError, withinTime } from '../withinTime';
import { dangerousSettings } from './dangerousSettings';
import { policiesUrl } from './policiesUrl';
import { PolicyJudge } from './PolicyJudge';
import { guest, nobody, Stranger } from './strangers';

const MAX_AGE_MS = 30_000;

const QUESTIONS = securityPermissions.map(permission => ({
  name: permission.name,
  action: permission.attributes.action,
  resourceType:
    'resourceType' in permission ? permission.resourceType : undefined,
}));

export interface PolicyCheckOptions {
  auth: AuthService;
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  config: Config;
  hub: ApiKeyHub;
  judge: PolicyJudge;
  permissionsEnabled: boolean;
  questions: PolicyQuestions;
  /** How long all of it may take. */
  patienceMs: number;
}

/** Asks the policy what somebody may do who has no rights. */
export class PolicyCheck {
  readonly #options: PolicyCheckOptions;
  #known: { at: number; result: PolicyCheckUp } | undefined;
  #asking: Promise<PolicyCheckUp> | undefined;

  constructor(options: PolicyCheckOptions) {
    this.#options = options;
  }

  /** May be half a minute old, unless something could not be decided. */
  async result(): Promise<PolicyCheckUp> {
    if (this.#known && performance.now() - this.#known.at < MAX_AGE_MS) {
      return this.#known.result;
    }
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #ask(): Promise<PolicyCheckUp> {
    const { config, permissionsEnabled } = this.#options;
    const asked = permissionsEnabled ? await this.#askAsStrangers() : [];
    const isDecided = asked
      .flatMap(({ permissions }) => permissions)
      .every(({ decision }) => decision !== 'undecided');
    const decided = isDecided ? 'decided' : 'undecided';
    const result: PolicyCheckUp = {
      checkedAt: new Date().toISOString(),
      status: permissionsEnabled ? decided : 'not-asked',
      findings: asked.filter(({ permissions }) => permissions.length > 0),
      dangerousSettings: dangerousSettings(config),
      policiesUrl: policiesUrl(),
    };
    this.#known = isDecided ? { at: performance.now(), result } : undefined;
    return result;
  }

  async #askAsStrangers(): Promise<PolicyFinding[]> {
    const findings = await Promise.all([
      this.#inTime('nobody', async () => nobody()),
      this.#inTime('guest', () => guest(this.#options)),
    ]);
    return findings.filter(finding => finding !== undefined);
  }

  /** Undecided when it takes too long. */
  async #inTime(
    who: PolicyFinding['who'],
    find: () => Promise<Stranger | undefined>,
  ): Promise<PolicyFinding | undefined> {
    const ask = async () => {
      const stranger = await find();
      return stranger && this.#askAs(stranger);
    };
    try {
      return await withinTime(ask(), this.#options.patienceMs);
    } catch (error) {
      if (error instanceof TooLateError) {
        return this.#judge(who, 'timeout');
      }
      throw error;
    }
  }

  async #askAs({ who, identity }: Stranger): Promise<PolicyFinding> {
    let credentials;
    try {
      ({ credentials } = await issueAsker(this.#options, identity));
    } catch {
      return this.#judge(who, 'failed');
    }
    const answers = await this.#options.questions.ask(QUESTIONS, credentials);
    return this.#judge(who, answers);
  }

  async #judge(
    who: PolicyFinding['who'],
    answers: PolicyAnswer[] | 'failed' | 'timeout',
  ): Promise<PolicyFinding> {
    const permissions = await this.#options.judge.judge(
      who,
      QUESTIONS.map(({ name }, index) => ({
        name,
        answer: Array.isArray(answers)
          ? answers[index]
          : { undecided: answers },
      })),
    );
    return { who, permissions };
  }
}
