import { isError, ResponseError } from '@backstage/errors';
import {
  ApiKeyUnavailableReason,
  apiKeyUnavailableReasonSchema,
} from 'backstage-plugin-security-common';

/** The HTTP status that a call to the backend ended with, if it got there. */
export function statusOf(error: unknown): number | undefined {
  return asResponseError(error)?.statusCode;
}

/**
 * Whether it is open what came of a call: no answer of the backend arrived, or
 * none that could be read.
 */
export function isUnanswered(error: unknown): boolean {
  const response = asResponseError(error);
  return (
    !response ||
    [502, 504].includes(response.statusCode) ||
    (response.statusCode >= 500 && !response.body?.request)
  );
}

/** What the backend said; not what a proxy before it may have said. */
export function messageOf(error: unknown): string | undefined {
  const body = asResponseError(error)?.body;
  return body?.request && body.error.message;
}

/** Why there is a key that cannot be shown, when that is what happened. */
export function unavailableReasonOf(
  error: unknown,
): ApiKeyUnavailableReason | undefined {
  const body = asResponseError(error)?.body.error;
  return apiKeyUnavailableReasonSchema.safeParse(body?.reason).data;
}

// By name: an app may hold several copies of @backstage/errors.
function asResponseError(error: unknown): ResponseError | undefined {
  return isError(error) && error.name === 'ResponseError'
    ? (error as unknown as ResponseError)
    : undefined;
}
