import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  createPermission,
  Permission,
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { PluginPermission } from 'backstage-plugin-security-common';
import { mapSome } from '../portal/mapSome';
import { TooLateError, withinTime } from '../withinTime';

// The permission backend reads 100 kB at most, and a name has up to 200
// characters.
const TOGETHER = 100;
const BATCHES_AT_ONCE = 3;
const ALONE_AT_ONCE = 10;

/** What the policy says of a permission, or why that is not known. */
export type PolicyAnswer = PolicyDecision | { undecided: 'failed' | 'timeout' };

/** Puts many permissions to the policy, and gets along with what goes wrong. */
export class PolicyQuestions {
  readonly #permissions: PermissionsService;
  readonly #patienceMs: number;

  constructor(options: {
    permissions: PermissionsService;
    /** How long the policy may take for an answer. */
    patienceMs: number;
  }) {
    this.#permissions = options.permissions;
    this.#patienceMs = options.patienceMs;
  }

  /** An answer for each of them, in their order. */
  async ask(
    questions: PluginPermission[],
    credentials: BackstageCredentials,
  ): Promise<PolicyAnswer[]> {
    const until = performance.now() + 3 * this.#patienceMs;
    const batches = Array.from(
      { length: Math.ceil(questions.length / TOGETHER) },
      (_, index) => questions.slice(index * TOGETHER, (index + 1) * TOGETHER),
    );
    const answers = await mapSome(batches, BATCHES_AT_ONCE, batch =>
      this.#askTogether(batch, credentials, until),
    );
    return answers.flat();
  }

  /** One answer that is not usable takes all others of a request with it. */
  async #askTogether(
    questions: PluginPermission[],
    credentials: BackstageCredentials,
    until: number,
  ): Promise<PolicyAnswer[]> {
    try {
      return await this.#send(questions, credentials, until);
    } catch (error) {
      if (questions.length === 1) {
        const isLate = error instanceof TooLateError;
        return [{ undecided: isLate ? 'timeout' : 'failed' }];
      }
      const answers = await mapSome(questions, ALONE_AT_ONCE, question =>
        this.#askTogether([question], credentials, until),
      );
      return answers.flat();
    }
  }

  async #send(
    questions: PluginPermission[],
    credentials: BackstageCredentials,
    until: number,
  ): Promise<PolicyDecision[]> {
    const patience = Math.min(this.#patienceMs, until - performance.now());
    if (patience <= 0) {
      throw new TooLateError();
    }
    return withinTime(
      // Not `authorize`: it takes no conditions for an answer.
      this.#permissions.authorizeConditional(
        questions.map(question => ({ permission: toPermission(question) })),
        { credentials },
      ),
      patience,
    );
  }
}

// The type of the service leaves basic permissions out, and it takes them.
function toPermission(question: PluginPermission): ResourcePermission {
  const { name, action, resourceType } = question;
  const attributes = { action };
  return resourceType === undefined
    ? (createPermission({
        name,
        attributes,
      }) as Permission as ResourcePermission)
    : createPermission({ name, attributes, resourceType });
}
