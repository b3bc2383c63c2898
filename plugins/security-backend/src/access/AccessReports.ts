import {
  AccessPreview,
  AccessReport,
  PermissionPreview,
  serviceAccountEntityRef,
} from 'backstage-plugin-security-common';
import { isDeepStrictEqual } from 'node:util';
import { KnownPlugin, PortalPlugins } from '../portal/PortalPlugins';
import { ServiceAccountRecord } from '../records/ServiceAccountRecord';
import { AccountCredentials } from './AccountCredentials';
import { compareAccess } from './compareAccess';
import { Asker } from './issueAsker';
import { PolicyQuestions } from './PolicyQuestions';
import { PolicySays, presentAnswer } from './presentAnswer';
import { ruledOutBy } from './reach';

const NOT_ASKED: PolicySays = { decision: 'not-asked' };

/** What the policy says of each permission of each plugin. */
type Answers = Map<KnownPlugin, PolicySays[]>;

/** Tells what accounts may do. Knows nothing of people. */
export class AccessReports {
  readonly #plugins: PortalPlugins;
  readonly #credentials: AccountCredentials;
  readonly #questions: PolicyQuestions;
  readonly #permissionsEnabled: boolean;

  constructor(options: {
    plugins: PortalPlugins;
    credentials: AccountCredentials;
    questions: PolicyQuestions;
    permissionsEnabled: boolean;
  }) {
    this.#plugins = options.plugins;
    this.#credentials = options.credentials;
    this.#questions = options.questions;
    this.#permissionsEnabled = options.permissionsEnabled;
  }

  async ofNow(account: ServiceAccountRecord): Promise<AccessReport> {
    const plugins = await this.#plugins.list();
    const answers = await this.#askAs(account, plugins, () =>
      this.#credentials.ofAccount(account),
    );
    return this.#report(account, plugins, answers);
  }

  /** @param next - the account as it would be */
  async preview(
    account: ServiceAccountRecord,
    next: ServiceAccountRecord,
  ): Promise<AccessPreview> {
    const plugins = await this.#plugins.list();
    const isAskedAnew =
      next.ownerRef !== account.ownerRef && this.#decidedBy(next) === 'policy';
    const standIn = isAskedAnew
      ? await this.#credentials.ofStandIn(account, next.ownerRef)
      : undefined;
    const itself = () => this.#credentials.ofAccount(account);
    const answers = this.#askAs(account, plugins, itself);
    const [now, then, ofStandIn] = await Promise.all([
      answers,
      !standIn && this.#decidedBy(next) === this.#decidedBy(account)
        ? answers
        : this.#askAs(next, plugins, async () => standIn ?? itself()),
      // Where the policy tells it from the account, it looks at the name.
      standIn && this.#decidedBy(account) === 'policy'
        ? this.#askAs(account, plugins, () =>
            this.#credentials.ofStandIn(account, account.ownerRef),
          )
        : undefined,
    ]);
    const before = this.#report(account, plugins, now);
    const after = this.#report(next, plugins, then);
    return {
      ...after,
      askedAs: standIn?.userEntityRef,
      plugins: after.plugins.map((plugin, at) => ({
        ...plugin,
        change: compareAccess(
          { ...NOT_ASKED, ruledOutBy: before.plugins[at].ruledOutBy },
          { ...NOT_ASKED, ruledOutBy: plugin.ruledOutBy },
        ),
        permissions: plugin.permissions.map(
          (permission, index): PermissionPreview => ({
            ...permission,
            change: compareAccess(
              before.plugins[at].permissions[index],
              permission,
            ),
            dependsOnName: differs(
              now.get(plugins[at])?.[index],
              ofStandIn?.get(plugins[at])?.[index],
            ),
          }),
        ),
      })),
    };
  }

  #decidedBy({ principal }: ServiceAccountRecord): AccessReport['decidedBy'] {
    // Restrictions bind services while permissions are off, too.
    if (principal === 'service') {
      return 'restrictions';
    }
    return this.#permissionsEnabled ? 'policy' : 'nothing';
  }

  /** Nothing when the policy does not decide about such an account. */
  async #askAs(
    account: ServiceAccountRecord,
    plugins: KnownPlugin[],
    getAsker: () => Promise<Asker>,
  ): Promise<Answers> {
    if (this.#decidedBy(account) !== 'policy') {
      return new Map();
    }
    const { userEntityRef, credentials } = await getAsker();
    const answers = await this.#questions.ask(
      plugins.flatMap(({ permissions }) => permissions),
      credentials,
    );
    // What the policy says of one who stands in, it will say of the account.
    const rename = new Map([
      [userEntityRef, serviceAccountEntityRef(account.name)],
    ]);
    let next = 0;
    return new Map(
      plugins.map(plugin => [
        plugin,
        plugin.permissions.map(permission =>
          presentAnswer(permission, answers[next++], plugins, rename),
        ),
      ]),
    );
  }

  #report(
    account: ServiceAccountRecord,
    plugins: KnownPlugin[],
    answers: Answers,
  ): AccessReport {
    return {
      entityRef: serviceAccountEntityRef(account.name),
      version: account.version,
      decidedBy: this.#decidedBy(account),
      plugins: plugins.map(plugin => ({
        pluginId: plugin.pluginId,
        status: plugin.status,
        ruledOutBy: ruledOutBy(account, plugin.pluginId),
        permissions: plugin.permissions.map((permission, index) => ({
          ...permission,
          ...(answers.get(plugin)?.[index] ?? NOT_ASKED),
          ruledOutBy: ruledOutBy(account, plugin.pluginId, permission.name),
        })),
      })),
    };
  }
}

function differs(
  one: PolicySays | undefined,
  other: PolicySays | undefined,
): true | undefined {
  const isKnown = [one, other].every(
    answer => answer && answer.decision !== 'undecided',
  );
  return isKnown && !isDeepStrictEqual(one, other) ? true : undefined;
}
