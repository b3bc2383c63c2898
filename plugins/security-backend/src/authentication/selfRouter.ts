import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import {
  AuthenticationError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  ApiKeySelf,
  apiKeySelfSchema,
  apiKeyStatusAt,
  serviceAccountEntityRef,
} from 'backstage-plugin-security-common';
import { ApiKeyHub, VerifiedApiKey } from 'backstage-plugin-security-node';
import express, { Request } from 'express';
import Router from 'express-promise-router';
import { ApiKeyService } from '../apiKeys/ApiKeyService';
import { audited } from '../audit/audited';
import { publicError } from '../http/publicError';
import { VerifiableApiKey } from '../records/ApiKeyRecord';
import { DatabaseApiKeyVerifier } from './DatabaseApiKeyVerifier';

/**
 * What a key can do about itself. It needs no Backstage identity: the bearer
 * is verified here, so that a key of every kind can be tested, and whoever
 * found a leaked one can end it.
 */
export function createSelfRouter(options: {
  hub: ApiKeyHub;
  verifier: DatabaseApiKeyVerifier;
  apiKeys: ApiKeyService;
  auditor: AuditorService;
  logger: LoggerService;
}): express.Router {
  const { hub, verifier, apiKeys, auditor, logger } = options;
  const router = Router();

  /** Whoever tests a key wants to know whether it works with other plugins. */
  async function assertUsable(apiKey: VerifiedApiKey, text: string) {
    if (apiKey.principal === 'user') {
      await hub.userToken(apiKey, text, 'security');
    } else if (!apiKeys.policy.canBeService) {
      throw new ServiceUnavailableError(
        'API keys cannot act as services: backend.auth.externalAccess has no entry of the type api-key',
      );
    }
  }

  router.get('/v1/self', async (request, response) => {
    const text = bearerOf(request);
    const apiKey = await hub.verify(text, 'security');
    if (!apiKey) {
      throw illegalToken();
    }
    await assertUsable(apiKey, text);
    response
      .set('Cache-Control', 'no-store, no-transform')
      .json(apiKeySelfSchema.parse(present(apiKey)));
  });

  // The key of a disabled account would work again one day, so it can be ended
  // here too.
  router.delete('/v1/self', async (request, response) => {
    const key = await verifier.find(bearerOf(request));
    if (!key || hasEnded(key)) {
      throw illegalToken();
    }
    try {
      await audited(
        auditor,
        // Without the request: the auditor would ask who is calling, and a
        // key need not be a Backstage identity.
        undefined,
        {
          eventId: 'api-key-revoke',
          severityLevel: 'high',
          meta: { by: 'holder', ...holderMeta(key, request) },
        },
        trail => apiKeys.revokeByHolder(key, trail),
      );
    } catch (error) {
      throw publicError(error, logger);
    }
    response.status(204).end();
  });

  return router;
}

function bearerOf(request: Request): string {
  const [, text] =
    request.headers.authorization?.match(/^Bearer[ ]+(\S+)$/i) ?? [];
  if (!text) {
    throw illegalToken();
  }
  return text;
}

function hasEnded(key: VerifiableApiKey): boolean {
  const status = apiKeyStatusAt(key, Date.now());
  return status === 'revoked' || status === 'expired';
}

/** Whose key it was, and where the call came from. */
function holderMeta({ id, hint, account }: VerifiableApiKey, request: Request) {
  return {
    account: serviceAccountEntityRef(account.name),
    accountId: account.id,
    keyId: id,
    hint,
    ip: request.ip ?? null,
    userAgent: request.get('user-agent') ?? null,
  };
}

function illegalToken(): AuthenticationError {
  return new AuthenticationError('Illegal token');
}

function present(apiKey: VerifiedApiKey): ApiKeySelf {
  const { userEntityRef, validUntil } = apiKey;
  return {
    entityRef: userEntityRef,
    ownershipEntityRefs: apiKey.ownershipEntityRefs,
    principal: apiKey.principal,
    plugins: apiKey.plugins,
    restrictions: apiKey.restrictions,
    keyId: apiKey.keyId,
    hint: apiKey.hint,
    validUntil:
      validUntil === undefined ? undefined : new Date(validUntil).toISOString(),
  };
}
