import { isUnanswered } from './errors';

/** The answer to a change got lost; `outcome` is what was seen afterwards. */
export class UnansweredError extends Error {
  constructor(readonly outcome: 'unchanged' | 'unknown') {
    super(`No answer came; ${outcome}`);
    this.name = 'UnansweredError';
  }
}

/**
 * Makes a change. When its answer gets lost, looks what is before anything is
 * said of it.
 *
 * @param look - answers what the change would have; undefined when it was not
 * made
 * @throws UnansweredError when it was not made, or when looking fails too
 */
export async function settle<T>(
  change: () => Promise<T>,
  look: () => Promise<T | undefined>,
): Promise<T> {
  try {
    return await change();
  } catch (error) {
    if (!isUnanswered(error)) {
      throw error;
    }
  }
  let made: T | undefined;
  try {
    made = await look();
  } catch {
    throw new UnansweredError('unknown');
  }
  if (made === undefined) {
    throw new UnansweredError('unchanged');
  }
  return made;
}

/** The same for a change that answers nothing. */
export async function settleDone(
  change: () => Promise<void>,
  isDone: () => Promise<boolean>,
): Promise<void> {
  await settle(
    async () => {
      await change();
      return true;
    },
    async () => (await isDone()) || undefined,
  );
}

/** Gives up waiting after a while: a lost answer never comes. */
export async function answerWithin<T>(
  milliseconds: number,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('No answer came in time'));
      controller.abort();
    }, milliseconds);
  });
  try {
    return await Promise.race([call(controller.signal), timeout]);
  } finally {
    clearTimeout(timer);
  }
}
