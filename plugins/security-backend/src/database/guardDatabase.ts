import {
  isDatabaseConflictError,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  ConflictError,
  CustomErrorBase,
  ServiceUnavailableError,
} from '@backstage/errors';
import { isLockTimeout } from './locks';

/** Runs something that talks to the database. */
export type DatabaseGuard = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Database errors carry SQL and the values bound to it, and reach clients and
 * logs that way. What leaves this guard has a fixed message and no cause.
 */
export function createDatabaseGuard(logger: LoggerService): DatabaseGuard {
  return async work => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof CustomErrorBase) {
        throw error;
      }
      if (isDatabaseConflictError(error)) {
        throw new ConflictError('Something like this exists already');
      }
      if (isLockTimeout(error)) {
        throw busy();
      }
      const { name, code } = error as { name?: unknown; code?: unknown };
      logger.error(
        `The database of the security plugin failed: ${name} ${code ?? ''}`,
      );
      throw new ServiceUnavailableError(
        'The database of the security plugin is not available',
      );
    }
  };
}

/** Too many operations on one account at once: the caller may try again. */
export function busy(): ServiceUnavailableError {
  return new ServiceUnavailableError(
    'Too much is being done with this service account at once. Nothing was changed; try again',
  );
}
