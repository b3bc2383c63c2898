import { LoggerService } from '@backstage/backend-plugin-api';
import { PolicyCheckUp, PolicyFinding } from 'backstage-plugin-security-common';
import { setTimeout } from 'node:timers/promises';
import { policiesHint } from './policiesUrl';
import { PolicyCheck } from './PolicyCheck';

const WHO = {
  nobody: 'somebody who has no rights at all',
  guest: 'the guest',
};
/**
 * Logs what the policy lets somebody do who has no rights. Where the policy or
 * `auth` does not answer yet it is asked again, and in the end given up.
 *
 * @param pausesMs - before each time that it is asked again
 */
export async function reportPolicy(options: {
  check: PolicyCheck;
  logger: LoggerService;
  allowWithoutPermissions: boolean;
  pausesMs: number[];
  signal: AbortSignal;
}): Promise<void> {
  const { logger, allowWithoutPermissions, signal } = options;
  try {
    const result = await askPatiently(options);
    logSettings(result, logger);
    if (result.status === 'not-asked') {
      logger.warn(
        `Permissions are off (permission.enabled is not true), so there is no policy to check: everybody who signs in sees the Security module, and ${
          allowWithoutPermissions
            ? 'may change every account and handle every key'
            : 'nobody may change an account or handle a key'
        }`,
      );
    } else {
      logFindings(result, logger);
    }
  } catch (error) {
    if (!signal.aborted) {
      logger.warn(
        `The permission policy could not be checked: ${
          (error as Error).message
        }`,
      );
    }
  }
}

async function askPatiently(options: {
  check: PolicyCheck;
  pausesMs: number[];
  signal: AbortSignal;
}): Promise<PolicyCheckUp> {
  const { check, pausesMs, signal } = options;
  for (const pause of pausesMs) {
    const result = await check.result();
    if (result.status !== 'undecided') {
      return result;
    }
    await setTimeout(pause, undefined, { signal, ref: false });
  }
  return check.result();
}

function logSettings(
  { dangerousSettings }: PolicyCheckUp,
  logger: LoggerService,
): void {
  if (dangerousSettings.length > 0) {
    logger.warn(
      `Dangerous settings are on: ${dangerousSettings.join(
        ', ',
      )}. Turn them off before others than yourself use this portal`,
    );
  }
}

function logFindings(
  { status, findings }: PolicyCheckUp,
  logger: LoggerService,
): void {
  const given = inWords('to', findings, ['allowed', 'conditional']);
  const undecided = inWords('for', findings, ['undecided']);
  if (given) {
    logger.warn(
      `The permission policy gives too much away ${given}. Replace it with one that says who may: ${policiesHint()}`,
    );
  }
  if (undecided) {
    logger.warn(
      `The permission policy could not be checked ${undecided}. Either it fails, or the auth plugin issues no token to ask it with`,
    );
  }
  if (status === 'decided' && !given) {
    logger.info(
      'The permission policy lets somebody who has no rights do nothing in the Security module',
    );
  }
}

/** @returns such as `to the guest (security.configuration.read)`, or nothing */
function inWords(
  preposition: string,
  findings: PolicyFinding[],
  decisions: string[],
): string {
  return findings
    .map(({ who, permissions }) => ({
      who,
      named: permissions
        .filter(({ decision }) => decisions.includes(decision))
        .map(({ name, decision }) =>
          decision === 'conditional' ? `${name} for some accounts` : name,
        ),
    }))
    .filter(({ named }) => named.length > 0)
    .map(({ who, named }) => `${preposition} ${WHO[who]} (${named.join(', ')})`)
    .join(', and ');
}
