/** That something took longer than one could wait. */
export class TooLateError extends Error {}

/**
 * What was promised, if it comes in time.
 *
 * @param patience - in milliseconds
 * @throws TooLateError when it does not
 */
export async function withinTime<T>(
  promise: Promise<T>,
  patience: number,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new TooLateError(`no answer within ${patience} ms`)),
      patience,
    );
  });
  return Promise.race([promise, tooLate]).finally(() => clearTimeout(timer));
}
