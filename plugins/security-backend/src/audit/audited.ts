import { AuditorService } from '@backstage/backend-plugin-api';
import { isError, ServiceUnavailableError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { Request } from 'express';

/** What the audit log is told of an operation. */
export interface AuditDescription {
  eventId: string;
  severityLevel: 'low' | 'medium' | 'high';
  meta?: JsonObject;
}

/** Writes to the audit log about the operation that is going on. */
export interface AuditTrail {
  /**
   * Writes that the operation succeeds. Services call it before they commit
   * and before a key leaves; when it rejects, nothing happened.
   *
   * @param meta - names and ids, never a key
   */
  succeeded(meta?: JsonObject): Promise<void>;
  /** Writes another event that is part of the operation, under same terms. */
  also(eventId: string, meta: JsonObject): Promise<void>;
}

/**
 * Runs an operation with an entry in the audit log for its begin and for its
 * end, whether it succeeds, fails, or is refused.
 */
export async function audited<T>(
  auditor: AuditorService,
  request: Request | undefined,
  description: AuditDescription,
  work: (trail: AuditTrail) => Promise<T>,
): Promise<T> {
  const { severityLevel } = description;
  const event = await orUnavailable(
    auditor.createEvent({ ...description, request }),
  );
  let hasSucceeded = false;
  const trail: AuditTrail = {
    async succeeded(meta) {
      await orUnavailable(event.success({ meta }));
      hasSucceeded = true;
    },
    async also(eventId, meta) {
      const part = await orUnavailable(
        auditor.createEvent({ eventId, severityLevel, request, meta }),
      );
      await orUnavailable(part.success());
    },
  };
  try {
    const result = await work(trail);
    if (!hasSucceeded) {
      await trail.succeeded();
    }
    return result;
  } catch (error) {
    await event.fail({ error: error as Error }).catch(() => {});
    throw error;
  }
}

/**
 * Of what no request asks for: an entry is written for its begin and its end
 * when it happens, and none when another process was first.
 */
export function auditTrail(
  auditor: AuditorService,
  description: AuditDescription,
): AuditTrail {
  const write = (eventId: string, meta: JsonObject | undefined) =>
    audited(
      auditor,
      undefined,
      { ...description, eventId, meta: { ...description.meta, ...meta } },
      async () => {},
    );
  return {
    succeeded: meta => write(description.eventId, meta),
    also: write,
  };
}

async function orUnavailable<T>(written: Promise<T>): Promise<T> {
  try {
    return await written;
  } catch (error) {
    if (isRefusedCaller(error)) {
      throw error;
    }
    throw new ServiceUnavailableError('The audit log is not available');
  }
}

/**
 * The auditor resolves the caller's credentials by itself, and wraps the error:
 * it keeps the name alone.
 */
function isRefusedCaller(error: unknown): boolean {
  return (
    isError(error) &&
    ['AuthenticationError', 'NotAllowedError'].includes(error.name)
  );
}
