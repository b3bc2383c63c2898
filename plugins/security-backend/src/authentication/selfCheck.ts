import {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';

/** The page works without the provider, the keys do not. */
export function warnOfMissingProvider(
  config: RootConfigService,
  logger: LoggerService,
): void {
  if (!config.has('auth.providers.api-key')) {
    logger.warn(
      'API keys cannot be used: add the empty setting auth.providers.api-key ({}) to the backend that runs the auth plugin',
    );
  }
}

/** Their keys get the 401 of every other, which tells nobody why. */
export async function warnOfRefusedServices(options: {
  canBeService: boolean;
  accounts: { countServices(): Promise<number> };
  logger: LoggerService;
}): Promise<void> {
  const { canBeService, accounts, logger } = options;
  const count = canBeService ? 0 : await accounts.countServices();
  if (count > 0) {
    logger.warn(
      `Accounts that act as a service: ${count}. Their keys are refused, because backend.auth.externalAccess has no entry of the type api-key`,
    );
  }
}
