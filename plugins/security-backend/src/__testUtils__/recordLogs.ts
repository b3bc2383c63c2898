import {
  coreServices,
  createServiceFactory,
  RootLoggerService,
} from '@backstage/backend-plugin-api';
import { inspect } from 'node:util';

/** A root logger that keeps all that is logged, debug level included. */
export function recordLogs() {
  const lines: string[] = [];
  const createLogger = (labels: object): RootLoggerService => {
    const log = (level: string) => (message: string, meta?: object) => {
      lines.push(inspect([level, message, labels, meta], { depth: 20 }));
    };
    return {
      error: log('error'),
      warn: log('warn'),
      info: log('info'),
      debug: log('debug'),
      child: more => createLogger({ ...labels, ...more }),
    };
  };
  return {
    lines,
    /** Waits for half a minute at most. */
    async waitFor(pattern: RegExp) {
      for (let attempt = 0; attempt < 300; attempt++) {
        if (lines.some(line => pattern.test(line))) {
          return;
        }
        await new Promise(resolve => setTimeout(resolve, 100));
      }
      throw new Error(`Nothing like ${pattern} was logged`);
    },
    factory: createServiceFactory({
      service: coreServices.rootLogger,
      deps: {},
      factory: () => createLogger({}),
    }),
  };
}
