import {
  acceptsApiKeys,
  createServiceAccountSchema,
  ExternalAccessDifference,
  ExternalAccessEntry,
  ExternalAccessRestriction,
  SuggestedAccount,
  suggestServiceAccountName,
} from 'backstage-plugin-security-common';
import { stringify } from 'yaml';
import { ConfiguredAccess } from './readExternalAccess';

/** No entity ref: it stops the start as long as nobody fills it in. */
const OWNER_TO_FILL_IN = 'group:default/<owner>';

type Reach = Pick<SuggestedAccount, 'principal' | 'plugins' | 'restrictions'>;

const fieldsSchema = createServiceAccountSchema.omit({ ownerRef: true });

/** An entry with all that is told of it but whether the account exists. */
export type Suggestion = Omit<ExternalAccessEntry, 'account'> & {
  account?: Omit<SuggestedAccount, 'exists'>;
};

/**
 * The service account that can take the place of each token, which never may do
 * more than the token, the policy apart; and what will be different.
 */
export function suggestAccounts(
  entries: ConfiguredAccess[],
  { canBeService }: { canBeService: boolean },
): Suggestion[] {
  const nameOf = uniqueNames();
  return entries.map((entry, index) => {
    const { type, subject, accessRestrictions = [] } = entry;
    if (type === 'jwks') {
      return { ...entry, differences: ['no-fixed-subject'] };
    }
    if (subject === undefined) {
      return { ...entry, differences: ['own-handler'] };
    }
    const reach = reachOf(accessRestrictions);
    const account = reach && accountOf(nameOf(entry, index), subject, reach);
    return {
      ...entry,
      account,
      differences: [
        ...when('not-possible', account === undefined),
        ...(account ? differencesOf(account, canBeService) : []),
        ...restrictionDifferences(accessRestrictions),
        ...when('signed', type === 'legacy'),
        ...when(
          'shared-subject',
          entries.some(other => other !== entry && other.subject === subject),
        ),
        ...when('expiry', account !== undefined),
      ],
    };
  });
}

function differencesOf(
  { principal, plugins }: Reach,
  canBeService: boolean,
): ExternalAccessDifference[] {
  return principal === 'service'
    ? ['as-service', ...when('service-entry', !canBeService), 'restrictions']
    : ['as-user', ...when('plugins', plugins !== undefined)];
}

function restrictionDifferences(
  restrictions: ExternalAccessRestriction[],
): ExternalAccessDifference[] {
  return [
    ...when(
      'actions',
      restrictions.some(({ actions }) => actions),
    ),
    ...when(
      'refused-plugins',
      restrictions.length === 0 ||
        restrictions.some(({ plugin }) => !acceptsApiKeys(plugin)),
    ),
  ];
}

function when(
  difference: ExternalAccessDifference,
  condition: boolean,
): ExternalAccessDifference[] {
  return condition ? [difference] : [];
}

/**
 * Undefined where nothing is left of it. Without a limit to permissions it is a
 * user, whom the policy binds. So it is where the limit is to actions, which no
 * account has.
 */
function reachOf(restrictions: ExternalAccessRestriction[]): Reach | undefined {
  if (restrictions.length === 0) {
    return { principal: 'user' };
  }
  const open = restrictions.filter(({ plugin }) => acceptsApiKeys(plugin));
  if (open.length === 0) {
    return undefined;
  }
  const isService =
    open.some(({ permissions }) => permissions) &&
    !open.some(({ actions }) => actions);
  return isService
    ? {
        principal: 'service',
        restrictions: open.map(({ plugin, permissions }) => ({
          plugin,
          ...(permissions && { permissions }),
        })),
      }
    : { principal: 'user', plugins: open.map(({ plugin }) => plugin) };
}

/** Undefined where an account cannot be so, as with an unusual plugin id. */
function accountOf(
  name: string,
  subject: string,
  reach: Reach,
): Suggestion['account'] {
  const title = fieldsSchema.shape.title.safeParse(subject).data;
  const { data } = fieldsSchema.safeParse({ name, title, ...reach });
  return (
    data && {
      name,
      title,
      ...reach,
      declaration: stringify([
        { name, title, ownerRef: OWNER_TO_FILL_IN, ...reach },
      ]),
    }
  );
}

/**
 * Entries that are told apart by the token alone, as while it is replaced, get
 * the same account; no others do.
 */
function uniqueNames() {
  const taken = new Map<string, string>();
  return (
    { subject = '', accessRestrictions }: ConfiguredAccess,
    index: number,
  ): string => {
    const whose = JSON.stringify([subject, accessRestrictions]);
    const base = suggestServiceAccountName(subject) || `token-${index + 1}`;
    for (let count = 1; ; count++) {
      const name =
        count === 1 ? base : `${base.slice(0, 58).replace(/-$/, '')}-${count}`;
      if ((taken.get(name) ?? whose) === whose) {
        taken.set(name, whose);
        return name;
      }
    }
  };
}
