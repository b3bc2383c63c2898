import { Caller } from './__testUtils__/startPortal';
import { startTestPortal } from './__testUtils__/startTestPortal';
import { ACCOUNTS, CASES, Person, Rights } from './__testUtils__/rights';

jest.setTimeout(120_000);

let portal: Awaited<ReturnType<typeof startTestPortal>>;
const callers = {} as Record<Person, Caller>;
let count = 0;

beforeAll(async () => {
  portal = await startTestPortal();
  for (const person of ['sol', 'pat', 'remy', 'ada', 'pia'] as const) {
    callers[person] = await portal.signIn(person);
  }
  callers.guest = await portal.signInAsGuest();
});
afterAll(() => portal.stop());

type Answer = ReturnType<Caller['get']>;

async function isAllowed(answer: Answer): Promise<true | undefined> {
  const { status, body } = await answer;
  if (status >= 300 && status !== 403 && status !== 404) {
    throw new Error(`${status}: ${JSON.stringify(body)}`);
  }
  return status < 300 || undefined;
}

async function accounts(
  call: (path: string, name: string) => Answer,
): Promise<string[] | undefined> {
  const answers = await Promise.all(
    ACCOUNTS.map(({ name }) =>
      isAllowed(call(`/security/v1/users/service-account/${name}`, name)),
    ),
  );
  const allowed = ACCOUNTS.filter((_, index) => answers[index]);
  return allowed.length ? allowed.map(({ name }) => name) : undefined;
}

it.each(CASES)('under %s, %s is let do', async (policy, person, rights) => {
  portal.use('securityTeam');
  await portal.addAccounts();
  const { body } = await portal.sol.get('/security/v1/users').expect(200);
  const versions: Record<string, number> = Object.fromEntries(
    body.items.map((account: any) => [account.name, account.version]),
  );
  portal.use(policy);

  const caller = callers[person];
  const created = {
    name: `new-${++count}`,
    ownerRef: 'group:default/payments',
  };
  const done: Rights = {
    read: await isAllowed(caller.get('/security/v1/users')),
    create: await isAllowed(
      caller.post('/security/v1/service-accounts', created),
    ),
    configureKey: await accounts(path =>
      caller.post(`${path}/api-key/show`, {}),
    ),
    revokeKey: await accounts(path =>
      caller.post(`${path}/api-key/revoke-all`, {}),
    ),
    update: await accounts((_, name) =>
      caller.patch(`/security/v1/service-accounts/${name}`, {
        version: versions[name],
        title: 'Another title',
      }),
    ),
  };
  done.remove = await accounts((_, name) => {
    const version = versions[name] + (done.update?.includes(name) ? 1 : 0);
    return caller.delete(
      `/security/v1/service-accounts/${name}?version=${version}`,
    );
  });

  // Whoever may show a key may end it as well.
  expect(done).toEqual({
    ...rights,
    revokeKey: rights.revokeKey ?? rights.configureKey,
  });
});
