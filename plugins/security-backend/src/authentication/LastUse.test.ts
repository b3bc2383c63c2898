import { mockServices } from '@backstage/backend-test-utils';
import { KeyUse } from '../uses/AccountUseStore';
import { LastUse } from './LastUse';

function setUp() {
  const record = jest.fn(async (_uses: KeyUse[]) => {});
  const lastUse = new LastUse({
    recorder: { record },
    logger: mockServices.logger.mock(),
  });
  const note = (keyId: string, pluginId: string, ageMs: number, calls = 1) =>
    lastUse.note([{ keyId, pluginId, firstAgeMs: ageMs, ageMs, calls }]);
  /** How many calls were written, by key and plugin. */
  const counts = () => {
    const sums: Record<string, number> = {};
    record.mock.calls.forEach(([uses], index) => {
      if (record.mock.results[index].type === 'return') {
        for (const { keyId, pluginId, calls } of uses) {
          const id = `${keyId} ${pluginId}`;
          sums[id] = (sums[id] ?? 0) + calls;
        }
      }
    });
    return sums;
  };
  return { lastUse, note, record, counts };
}

describe('LastUse', () => {
  it('writes what each key did with each plugin', async () => {
    const { lastUse, note, record } = setUp();
    note('a', 'catalog', 5_000);
    note('a', 'search', 1_000);
    note('a', 'catalog', 3_000);
    note('b', 'catalog', 0, 0);
    await lastUse.flush();
    const [[uses]] = record.mock.calls;
    expect(uses).toMatchObject([
      { keyId: 'a', pluginId: 'catalog', calls: 2 },
      { keyId: 'b', pluginId: 'catalog', calls: 0 },
      { keyId: 'a', pluginId: 'search', calls: 1 },
    ]);
    const [{ firstAt, lastAt }] = uses;
    expect(lastAt.getTime() - firstAt.getTime()).toBeGreaterThan(1_900);

    await lastUse.flush();
    expect(record).toHaveBeenCalledTimes(1);
  });

  it('writes again what failed, and nothing twice', async () => {
    const { lastUse, note, record } = setUp();
    const counted = new Map<string, number>();
    let batches = 0;
    record.mockImplementation(async uses => {
      batches += 1;
      if (batches === 2) {
        throw new Error('The database is gone');
      }
      for (const { keyId, calls } of uses) {
        counted.set(keyId, (counted.get(keyId) ?? 0) + calls);
      }
    });
    for (let i = 0; i < 2_500; i++) {
      note(`key-${i}`, 'catalog', 0);
    }
    await lastUse.flush();
    expect(counted.size).toBe(1_000);
    note('key-2499', 'catalog', 0);
    record.mockRejectedValueOnce(new Error('The database is gone'));
    await lastUse.flush();
    expect(counted.size).toBe(1_000);
    await lastUse.flush();
    expect(counted.size).toBe(2_500);
    expect([...counted].filter(([, calls]) => calls !== 1)).toEqual([
      ['key-2499', 2],
    ]);
  });

  it('has written everything when the process ends', async () => {
    const { lastUse, note, record, counts } = setUp();
    let finish = () => {};
    record.mockReturnValueOnce(
      new Promise(resolve => {
        finish = resolve;
      }),
    );
    note('a', 'catalog', 0);
    const first = lastUse.flush();
    note('a', 'catalog', 0);
    let isDone = false;
    const atTheEnd = lastUse.flush().then(() => {
      isDone = true;
    });
    await new Promise(resolve => setImmediate(resolve));
    expect(isDone).toBe(false);
    finish();
    await Promise.all([first, atTheEnd]);
    expect(counts()).toEqual({ 'a catalog': 2 });
  });
});
