import { ServiceUnavailableError } from '@backstage/errors';

const TIMEOUT_MS = 5_000;

/** A database that does not answer must not hold calls up for ever. */
export async function withinTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new ServiceUnavailableError(
            'API keys cannot be verified: the database does not answer',
          ),
        ),
      TIMEOUT_MS,
    );
  });
  try {
    return await Promise.race([answer, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
