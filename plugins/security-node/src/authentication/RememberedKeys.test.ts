import { ServiceUnavailableError } from '@backstage/errors';
import { RememberedKeys } from './RememberedKeys';
import { AccountChanges, ApiKeyAnswer, VerifiedApiKey } from './VerifiedApiKey';

const TTL = 1_000;

function verified(keyId: string, accountId = `account-of-${keyId}`) {
  return { keyId, accountId } as VerifiedApiKey;
}

/** Keys by their text, and a record of changes, as a database would have them. */
class FakeSource {
  keys = new Map<string, VerifiedApiKey>();
  changed: string[] = [];
  isDown = false;
  statements = { load: 0, readAnew: 0, changesSince: 0 };

  add(...texts: string[]) {
    texts.forEach(text => this.keys.set(text, verified(text)));
  }

  end(text: string) {
    this.changed.push(this.keys.get(text)!.accountId);
    this.keys.delete(text);
  }

  async load(text: string): Promise<ApiKeyAnswer> {
    this.#count('load');
    const apiKey = this.keys.get(text);
    return apiKey ? { apiKey } : { refusal: 'unknown' };
  }

  async readAnew(keyIds: string[]) {
    this.#count('readAnew');
    return keyIds.flatMap(id => this.keys.get(id) ?? []);
  }

  async changesSince(version: number | undefined): Promise<AccountChanges> {
    this.#count('changesSince');
    return {
      version: this.changed.length,
      accountIds: this.changed.slice(version ?? this.changed.length),
    };
  }

  #count(kind: keyof FakeSource['statements']) {
    this.statements[kind] += 1;
    if (this.isDown) {
      throw new ServiceUnavailableError('down');
    }
  }
}

function setUp(options: { ttl?: number } = {}) {
  const source = new FakeSource();
  source.add('one', 'two', 'three');
  const onChanged = jest.fn();
  const keys = new RememberedKeys({
    ttl: options.ttl ?? TTL,
    source,
    onChanged,
  });
  const ask = (text: string) => keys.get(text, () => source.load(text));
  const get = async (text: string) => (await ask(text)).apiKey;
  const reset = () => {
    source.statements = { load: 0, readAnew: 0, changesSince: 0 };
  };
  return { source, keys, ask, get, reset, onChanged };
}

/** Lets what was started go on until it waits for a timer. */
const settle = () => jest.advanceTimersByTimeAsync(0);

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('RememberedKeys', () => {
  it('confirms all keys with one question in the time to live', async () => {
    const { source, get, reset } = setUp();
    const texts = Array.from({ length: 500 }, (_, i) => `key-${i}`);
    source.add(...texts);
    await Promise.all(texts.map(get));
    reset();
    for (let round = 0; round < 50; round++) {
      await jest.advanceTimersByTimeAsync(100);
      await Promise.all(texts.map(get));
    }
    expect(source.statements).toEqual({
      load: 0,
      readAnew: 0,
      // Ahead of need, after three quarters of each second: in five seconds.
      changesSince: expect.any(Number),
    });
    expect(source.statements.changesSince).toBeLessThanOrEqual(7);
  });

  it('asks nothing while no key is used', async () => {
    const { source, get, reset } = setUp();
    await get('one');
    reset();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(source.statements.changesSince).toBe(0);
  });

  it('forgets the accounts concerned, and keeps the others', async () => {
    const { source, get, reset } = setUp();
    await Promise.all(['one', 'two', 'three'].map(get));
    source.end('two');
    await jest.advanceTimersByTimeAsync(TTL);
    reset();
    expect(await get('one')).toBeDefined();
    expect(await get('two')).toBeUndefined();
    expect(await get('three')).toBeDefined();
    expect(source.statements).toEqual({
      load: 1,
      readAnew: 0,
      changesSince: 1,
    });
  });

  it('never says yes when the last confirmation is older than the time to live', async () => {
    const { source, get } = setUp();
    await get('one');
    source.end('one');
    await jest.advanceTimersByTimeAsync(TTL);
    expect(await get('one')).toBeUndefined();
  });

  it.each([-1, 1])(
    'does not look at the clock of the day, which may jump (%d)',
    async direction => {
      const { source, get, reset } = setUp();
      await get('one');
      jest.setSystemTime(Date.now() + direction * 10 * 60_000);
      reset();
      expect(await get('one')).toBeDefined();
      expect(source.statements).toMatchObject({ load: 0, changesSince: 0 });
      source.end('one');
      await jest.advanceTimersByTimeAsync(TTL);
      expect(await get('one')).toBeUndefined();
    },
  );

  it('lets no call wait under steady traffic', async () => {
    const { source, get } = setUp();
    await get('one');
    const begun: Array<() => void> = [];
    jest.spyOn(source, 'changesSince').mockImplementation(
      () =>
        new Promise(resolve => {
          begun.push(() => resolve({ version: 0, accountIds: [] }));
        }),
    );
    for (let round = 0; round < 100; round++) {
      await jest.advanceTimersByTimeAsync(TTL / 10);
      // It answers before the confirmation does that it brings about.
      expect(await get('one')).toBeDefined();
      if (round % 2) {
        begun.pop()?.();
        await settle();
      }
    }
    expect(begun.length).toBeLessThanOrEqual(1);
  });

  it('forgets everything when it cannot be told what changed', async () => {
    const { source, get, reset } = setUp();
    await Promise.all(['one', 'two'].map(get));
    jest
      .spyOn(source, 'changesSince')
      .mockResolvedValueOnce({ version: 4_000 });
    await jest.advanceTimersByTimeAsync(TTL);
    reset();
    await Promise.all(['one', 'two'].map(get));
    expect(source.statements.load).toBe(2);
  });

  it('does not keep an answer that was on its way during a change', async () => {
    const { source, keys, get } = setUp();
    await get('two');
    let answer = () => {};
    const early = keys.get(
      'one',
      () =>
        new Promise(resolve => {
          const apiKey = source.keys.get('one')!;
          answer = () => resolve({ apiKey });
        }),
    );
    await settle();
    source.end('one');
    await jest.advanceTimersByTimeAsync(TTL);
    // Another call confirms, and learns of the change, while this one waits.
    await get('two');
    answer();
    await early;
    expect(await get('one')).toBeUndefined();
  });

  it('does not let a call after a change wait for an answer from before it', async () => {
    const { source, keys, get } = setUp();
    await get('two');
    const early = keys.get('one', () => new Promise(() => {}));
    await settle();
    source.end('one');
    keys.forget('account-of-one');
    expect(await get('one')).toBeUndefined();
    expect(early).toBeInstanceOf(Promise);
  });

  it('says neither yes nor no while nobody answers, and goes on later', async () => {
    const { source, get, reset } = setUp();
    await get('one');
    source.isDown = true;
    await jest.advanceTimersByTimeAsync(TTL);
    await expect(get('one')).rejects.toThrow(ServiceUnavailableError);
    await expect(get('two')).rejects.toThrow(ServiceUnavailableError);
    source.isDown = false;
    reset();
    expect(await get('one')).toBeDefined();
    expect(source.statements.load).toBe(0);
  });

  it('uses an answer that it has just read without another question', async () => {
    const { source, get, reset } = setUp();
    await get('one');
    await jest.advanceTimersByTimeAsync(10 * TTL);
    await get('two');
    reset();
    expect(await get('two')).toBeDefined();
    expect(source.statements.changesSince).toBe(0);
  });

  it('reads anew, many at once, what was changed around the record', async () => {
    const { source, get, reset } = setUp();
    const texts = Array.from({ length: 400 }, (_, i) => `key-${i}`);
    source.add(...texts);
    await Promise.all(texts.map(get));
    source.keys.delete('key-7');
    reset();
    for (let second = 0; second < 5 * 60; second++) {
      await jest.advanceTimersByTimeAsync(1_000);
      await Promise.all(texts.filter(text => text !== 'key-7').map(get));
    }
    expect(await get('key-7')).toBeUndefined();
    expect(source.statements.readAnew).toBeLessThanOrEqual(3);
    expect(source.statements.load).toBeLessThanOrEqual(1);
  });

  it('lets calls in between when it reads many anew', async () => {
    const { source, keys, get, reset } = setUp();
    const texts = Array.from({ length: 1_200 }, (_, i) => `key-${i}`);
    source.add(...texts);
    await Promise.all(texts.map(get));
    for (let second = 0; second < 4 * 60; second++) {
      await jest.advanceTimersByTimeAsync(1_000);
      await get('key-0');
    }
    reset();
    await jest.advanceTimersByTimeAsync(1_000);
    await get('key-0');
    await jest.advanceTimersByTimeAsync(0);
    expect(source.statements.readAnew).toBe(1);
    source.end('key-1100');
    keys.forget('account-of-key-1100');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(source.statements.readAnew).toBe(3);
    expect(await get('key-1100')).toBeUndefined();
    expect(await get('key-1101')).toBeDefined();
  });

  it('uses no answer for longer than five minutes without reading it anew', async () => {
    const { source, keys, get, reset } = setUp();
    await get('one');
    jest.spyOn(source, 'readAnew').mockRejectedValue(new Error('not now'));
    source.keys.set('one', verified('one', 'another account'));
    for (let second = 0; second < 5 * 60; second++) {
      await jest.advanceTimersByTimeAsync(1_000);
      await get('two');
    }
    reset();
    expect((await get('one'))!.accountId).toBe('another account');
    expect(source.statements.load).toBe(1);
    expect(keys).toBeDefined();
  });

  it('remembers that a key is unknown, for the time to live', async () => {
    // The library that forgets it takes its time from the real clock.
    jest.useRealTimers();
    const { source, get, reset } = setUp({ ttl: 50 });
    await get('unknown');
    reset();
    expect(await get('unknown')).toBeUndefined();
    expect(source.statements.load).toBe(0);
    source.add('unknown');
    await new Promise(resolve => setTimeout(resolve, 80));
    expect(await get('unknown')).toBeDefined();
  });

  it('says why a key opens nothing, and whether it knew the answer', async () => {
    const { keys, ask } = setUp();
    expect([await ask('one'), await ask('one')]).toMatchObject([
      { apiKey: { keyId: 'one' }, isRemembered: false },
      { apiKey: { keyId: 'one' }, isRemembered: true },
    ]);
    const disabled = () =>
      keys.get('four', async () => ({ refusal: 'disabled' }));
    expect([await disabled(), await disabled()]).toEqual([
      { refusal: 'disabled', isRemembered: false },
      { refusal: 'disabled', isRemembered: true },
    ]);
  });

  it('asks every time when nothing shall be remembered', async () => {
    const { source, get } = setUp({ ttl: 0 });
    await get('one');
    source.end('one');
    expect(await get('one')).toBeUndefined();
    expect(source.statements).toMatchObject({ load: 2, changesSince: 0 });
  });

  it('goes through thousands of changes in a minute without losing one', async () => {
    const { source, get } = setUp();
    const texts = Array.from({ length: 2_000 }, (_, i) => `key-${i}`);
    source.add(...texts);
    await Promise.all(texts.map(get));
    for (let first = 0; first < texts.length; first += 33) {
      texts.slice(first, first + 33).forEach(text => source.end(text));
      await jest.advanceTimersByTimeAsync(1_000);
      expect(await get('one')).toBeDefined();
    }
    await jest.advanceTimersByTimeAsync(TTL);
    const answers = await Promise.all(texts.map(get));
    expect(answers.filter(answer => answer !== undefined)).toEqual([]);
  });
});
