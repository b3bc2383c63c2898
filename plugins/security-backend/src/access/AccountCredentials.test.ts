import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ApiKeyHub } from 'backstage-plugin-security-node';
import { ServiceAccountRecord } from '../records/ServiceAccountRecord';
import { AccountCredentials } from './AccountCredentials';

const REF = 'user:service-account/ci';
const account = (ownerRef: string) =>
  ({ name: 'ci', ownerRef } as ServiceAccountRecord);

function setUp(stored: Array<ServiceAccountRecord | undefined>) {
  const hub = new ApiKeyHub({
    verificationTtl: 0,
    isInstalled: async () => true,
  });
  const issue = jest.fn(async () => ({
    token: 'a-token',
    expiresAt: new Date(),
  }));
  hub.registerTokenIssuer(issue);
  const authenticate = jest.fn(async (token: string) => {
    expect(hub.isAdmitted(token)).toBe(true);
    return mockCredentials.user(REF);
  });
  const credentials = new AccountCredentials({
    accounts: {
      get: async () => {
        const found = stored.shift();
        return found && { account: found };
      },
    },
    auth: mockServices.auth.mock({ authenticate }),
    hub,
    logger: mockServices.logger.mock(),
  });
  return { credentials, hub, issue };
}

describe('AccountCredentials', () => {
  it('are those of a call with a key of the account', async () => {
    const { credentials, hub, issue } = setUp([account('group:x/a')]);
    const asker = await credentials.ofAccount(account('group:x/a'));
    expect(asker.userEntityRef).toBe(REF);
    expect(issue.mock.calls).toEqual([
      [{ userEntityRef: REF, ownershipEntityRefs: [REF, 'group:x/a'] }],
    ]);
    expect(hub.isAdmitted('a-token')).toBe(false);
  });

  it('leave the account to the owner that it was given meanwhile', async () => {
    const { credentials, issue } = setUp([
      account('group:x/b'),
      account('group:x/c'),
      account('group:x/c'),
    ]);
    await credentials.ofAccount(account('group:x/a'));
    expect(
      issue.mock.calls.map(([identity]: any) => identity.ownershipEntityRefs),
    ).toEqual(['a', 'b', 'c'].map(owner => [REF, `group:x/${owner}`]));
  });

  it('are of no account that was deleted meanwhile', async () => {
    const { credentials } = setUp([undefined]);
    await expect(
      credentials.ofAccount(account('group:x/a')),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('of who stands in are of nobody else, and of another one for each owner', async () => {
    const { credentials, issue } = setUp([]);
    const refs = [];
    for (const owner of ['a', 'b', 'a']) {
      const asker = await credentials.ofStandIn(
        account('group:x/0'),
        `group:x/${owner}`,
      );
      refs.push(asker.userEntityRef);
    }
    expect(refs[0]).toMatch(/^user:service-account\/preview\.[0-9a-f]{16}$/);
    expect(refs[1]).not.toBe(refs[0]);
    expect(refs[2]).toBe(refs[0]);
    expect(issue).toHaveBeenLastCalledWith({
      userEntityRef: refs[0],
      ownershipEntityRefs: [REF, 'group:x/a'],
    });
  });

  it('leave it to that owner also when something failed', async () => {
    const { credentials, issue } = setUp([
      account('group:x/b'),
      account('group:x/b'),
    ]);
    issue.mockRejectedValueOnce(new Error('the answer was lost'));
    await credentials.ofAccount(account('group:x/a'));
    expect(issue).toHaveBeenLastCalledWith({
      userEntityRef: REF,
      ownershipEntityRefs: [REF, 'group:x/b'],
    });
  });

  it('are refused in words when no token can be issued', async () => {
    const { credentials, issue } = setUp([account('group:x/a')]);
    issue.mockRejectedValue(new Error('with a secret'));
    await expect(
      credentials.ofAccount(account('group:x/a')),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(/^The permission policy cannot be asked/),
    });
  });
});
