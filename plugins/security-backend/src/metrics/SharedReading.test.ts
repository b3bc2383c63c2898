import { SharedReading } from './SharedReading';

function setUp() {
  const answers: Array<{
    resolve(value: number): void;
    reject(error: Error): void;
  }> = [];
  const read = jest.fn(
    () =>
      new Promise<number>((resolve, reject) => {
        answers.push({ resolve, reject });
      }),
  );
  const onFailed = jest.fn();
  const reading = new SharedReading({
    read,
    keepMs: 30_000,
    patienceMs: 2_000,
    onFailed,
  });
  return { reading, read, onFailed, answers };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('SharedReading', () => {
  it('reads once for all who ask at once, and for a while', async () => {
    const { reading, read, answers } = setUp();
    const asked = [reading.get(), reading.get()];
    answers[0].resolve(1);
    expect(await Promise.all(asked)).toEqual([1, 1]);
    await jest.advanceTimersByTimeAsync(29_000);
    expect(await reading.get()).toBe(1);
    expect(read).toHaveBeenCalledTimes(1);

    await jest.advanceTimersByTimeAsync(1_000);
    const later = reading.get();
    answers[1].resolve(2);
    expect(await later).toBe(2);
  });

  it('lets nobody wait for an answer that does not come, nor asks twice', async () => {
    const { reading, read, onFailed, answers } = setUp();
    for (let round = 0; round < 3; round++) {
      const asked = reading.get();
      await jest.advanceTimersByTimeAsync(2_000);
      expect(await asked).toBeUndefined();
    }
    expect(read).toHaveBeenCalledTimes(1);
    expect(onFailed).toHaveBeenCalledTimes(1);
    answers[0].resolve(1);
    await jest.advanceTimersByTimeAsync(0);
    expect(await reading.get()).toBe(1);
  });

  it('says nothing old once it fails, says so once, and asks again', async () => {
    const { reading, onFailed, answers } = setUp();
    const first = reading.get();
    answers[0].resolve(1);
    await first;
    await jest.advanceTimersByTimeAsync(30_000);
    for (const round of [1, 2]) {
      const asked = reading.get();
      answers[round].reject(new Error('gone'));
      expect(await asked).toBeUndefined();
    }
    expect(onFailed).toHaveBeenCalledTimes(1);
    const last = reading.get();
    answers[3].resolve(4);
    expect(await last).toBe(4);
  });
});
