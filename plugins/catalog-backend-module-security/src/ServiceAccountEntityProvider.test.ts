import { mockServices } from '@backstage/backend-test-utils';
import { DeferredEntity } from '@backstage/plugin-catalog-node';
import { CatalogAccount } from 'backstage-plugin-security-common';
import { Changes, MOST_LISTED } from './changedAccounts';
import { OWNER_OF_ANNOTATION } from './serviceAccountEntity';
import { ServiceAccountEntityProvider } from './ServiceAccountEntityProvider';

const OWNER = 'group:default/team-a';
const HOUR_MS = 60 * 60 * 1_000;
const NEVER = new AbortController().signal;

function account(name: string, more: Partial<CatalogAccount> = {}) {
  return { name, ownerRef: OWNER, ...more };
}

function atVersion(version: number, accounts: CatalogAccount[]) {
  return {
    version,
    accounts: new Map(accounts.map(each => [each.name, each])),
  };
}

function namesOf(entities: DeferredEntity[]): string[] {
  return entities.map(({ entity }) => entity.metadata.name);
}

async function setUp(accounts: CatalogAccount[]) {
  const feed = {
    readAll: jest.fn(async () => atVersion(1, accounts)),
    changesSince: jest.fn(),
  };
  const changed = (version: number, changes: Partial<Changes>) =>
    feed.changesSince.mockResolvedValueOnce({
      version,
      changes: { accounts: [], removed: [], ...changes },
    });
  const logger = mockServices.logger.mock();
  const scheduler = mockServices.scheduler.mock();
  const provider = new ServiceAccountEntityProvider({
    feed,
    scheduler,
    logger,
    portalUrl: 'https://portal.example.com/',
  });
  const applyMutation = jest.fn();
  await provider.connect({ applyMutation, refresh: jest.fn() });
  /** What a run sent to the catalog. */
  const run = async () => {
    applyMutation.mockClear();
    await provider.run(NEVER);
    return applyMutation.mock.calls.map(([mutation]) => mutation);
  };
  return { feed, changed, logger, scheduler, applyMutation, run };
}

afterEach(() => jest.restoreAllMocks());

it('does not load while the backend starts', async () => {
  const { feed, scheduler, applyMutation } = await setUp([account('one')]);
  expect(scheduler.scheduleTask).toHaveBeenCalledWith(
    expect.objectContaining({ scope: 'local' }),
  );
  expect(feed.readAll).not.toHaveBeenCalled();
  expect(applyMutation).not.toHaveBeenCalled();
});

it('sends all accounts first, and then what has changed', async () => {
  const { feed, changed, run } = await setUp([account('one'), account('two')]);
  const [full] = await run();
  expect(full.type).toBe('full');
  expect(full.entities).toEqual([
    {
      locationKey: 'security-service-accounts',
      entity: expect.objectContaining({
        metadata: expect.objectContaining({ name: 'one' }),
      }),
    },
    expect.objectContaining({ locationKey: 'security-service-accounts' }),
  ]);

  changed(4, {
    accounts: [account('one', { title: 'One' })],
    removed: ['two'],
  });
  const [delta] = await run();
  expect(feed.changesSince).toHaveBeenLastCalledWith(1, NEVER);
  expect([delta.type, namesOf(delta.added), delta.removed]).toEqual([
    'delta',
    ['one'],
    [
      {
        entityRef: 'user:service-account/two',
        locationKey: 'security-service-accounts',
      },
    ],
  ]);
  expect(delta.added[0].entity.metadata.title).toBe('One');

  changed(5, {});
  expect(await run()).toEqual([]);
  expect(feed.changesSince).toHaveBeenLastCalledWith(4, NEVER);
});

it('reads all anew when it cannot be told what has changed, and every hour', async () => {
  const { feed, changed, run } = await setUp([account('one')]);
  await run();
  feed.changesSince.mockResolvedValueOnce({ version: 9_000 });
  expect(await run()).toEqual([expect.objectContaining({ type: 'full' })]);
  changed(9_000, {});
  expect(await run()).toEqual([]);

  const now = performance.now();
  jest.spyOn(performance, 'now').mockReturnValue(now + HOUR_MS + 1);
  expect(await run()).toEqual([expect.objectContaining({ type: 'full' })]);
});

it('leaves the catalog as it is while accounts cannot be read, and says so once', async () => {
  const { feed, changed, logger, run } = await setUp([account('one')]);
  const away = new Error('fetch failed');
  feed.readAll.mockRejectedValueOnce(away).mockRejectedValueOnce(away);
  expect(await run()).toEqual([]);
  expect(await run()).toEqual([]);
  expect(logger.warn).toHaveBeenCalledTimes(1);
  expect(logger.warn).toHaveBeenCalledWith(
    expect.stringMatching(/as they are.*fetch failed/),
  );
  expect(await run()).toEqual([expect.objectContaining({ type: 'full' })]);
  expect(logger.info).toHaveBeenCalledTimes(1);

  for (let i = 0; i < 5; i++) {
    feed.changesSince.mockRejectedValueOnce(away);
    expect(await run()).toEqual([]);
  }
  expect(logger.warn).toHaveBeenCalledTimes(2);
  changed(2, { removed: ['one'] });
  // Nothing was lost meanwhile.
  expect((await run())[0].removed).toHaveLength(1);
  expect(feed.changesSince).toHaveBeenLastCalledWith(1, NEVER);
  expect(logger.info).toHaveBeenCalledTimes(2);
});

it('sends again what the catalog did not take, as when its database is away', async () => {
  const { changed, applyMutation, feed, run } = await setUp([account('one')]);
  applyMutation.mockRejectedValueOnce(new Error('no connection'));
  await run();
  expect(await run()).toEqual([expect.objectContaining({ type: 'full' })]);

  applyMutation.mockRejectedValueOnce(new Error('no connection'));
  changed(2, { accounts: [account('two')] });
  await run();
  changed(3, { accounts: [account('two'), account('three')] });
  expect(namesOf((await run())[0].added)).toEqual(['two', 'three']);
  expect(feed.changesSince).toHaveBeenLastCalledWith(1, NEVER);
});

it('says nothing when the backend stops', async () => {
  const { feed, logger } = await setUp([]);
  const provider = new ServiceAccountEntityProvider({
    feed,
    scheduler: mockServices.scheduler.mock(),
    logger,
    portalUrl: undefined,
  });
  feed.readAll.mockRejectedValueOnce(new Error('aborted'));
  await provider.run(AbortSignal.abort());
  expect(logger.warn).not.toHaveBeenCalled();
});

it('leaves out what the catalog would refuse, and names it', async () => {
  const bad = account('Bad Name!');
  const { changed, logger, run } = await setUp([account('one'), bad]);
  const [full] = await run();
  expect(namesOf(full.entities)).toEqual(['one']);
  expect(logger.warn).toHaveBeenCalledTimes(1);
  expect(logger.warn).toHaveBeenCalledWith(
    expect.stringMatching(/1 service accounts?.*Bad Name! \(.*name/s),
  );

  // What was fine before, and is no more, does not stay as it was.
  changed(2, { accounts: [account('two'), account('x'.repeat(64))] });
  const [delta] = await run();
  expect(namesOf(delta.added)).toEqual(['two']);
  expect(delta.removed).toHaveLength(1);
});

it('names some of them when they are many', async () => {
  const bad = Array.from({ length: 1_000 }, (_, i) => account(`Bad ${i}`));
  const { logger, run } = await setUp(bad);
  await run();
  expect(logger.warn).toHaveBeenCalledTimes(1);
  const [line] = jest.mocked(logger.warn).mock.calls[0];
  expect(line).toMatch(/1000 service accounts.* and 990 more$/s);
  expect(line.length).toBeLessThan(5_000);
});

it('has an owner list its accounts as long as they are not too many', async () => {
  const crowd = Array.from({ length: MOST_LISTED }, (_, i) =>
    account(`account-${i}`),
  );
  const other = account('other', { ownerRef: 'group:default/team-b' });
  const { changed, run } = await setUp([...crowd, other]);
  const isLeftOut = ({ entity }: DeferredEntity) =>
    Boolean(entity.metadata.annotations?.[OWNER_OF_ANNOTATION]);
  const [full] = await run();
  expect(full.entities.some(isLeftOut)).toBe(false);

  changed(2, { accounts: [account('one-more')] });
  const [crowded] = await run();
  expect(crowded.added).toHaveLength(MOST_LISTED + 1);
  expect(crowded.added.every(isLeftOut)).toBe(true);

  changed(3, { accounts: [account('account-7', { title: 'Seven' })] });
  const [edited] = await run();
  expect(namesOf(edited.added)).toEqual(['account-7']);
  expect(edited.added.every(isLeftOut)).toBe(true);

  changed(4, {
    accounts: [account('account-7', { ownerRef: 'group:default/team-b' })],
  });
  const [again] = await run();
  expect(again.added).toHaveLength(MOST_LISTED + 1);
  expect(again.added.some(isLeftOut)).toBe(false);
});
