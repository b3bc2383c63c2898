import { LoggerService } from '@backstage/backend-plugin-api';
import { CustomErrorBase } from '@backstage/errors';

/**
 * What may leave the plugin, to a client or into a log: errors that this
 * plugin or the framework made on purpose. Of anything else only the kind and
 * the place are logged, because a message can hold the value that caused it.
 */
export function publicError(error: unknown, logger: LoggerService): Error {
  if (error instanceof CustomErrorBase) {
    return error;
  }
  const { name, stack } = error instanceof Error ? error : new Error();
  const place = stack?.split('\n').filter(line => /^\s+at /.test(line));
  logger.error(`Unexpected ${name}\n${place?.join('\n')}`);
  return new Error('Something went wrong in the security plugin');
}
