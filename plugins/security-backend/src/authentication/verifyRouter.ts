import { HttpAuthService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { ApiKeyVerifier } from 'backstage-plugin-security-node';
import express from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { parse } from '../http/parse';
import { readBody } from '../http/readBody';

const bodySchema = z.strictObject({ key: z.string().max(200) });

/**
 * Where plugins of other processes verify keys. It asks the database each
 * time: they have caches of their own, and two in a row would double the time
 * that a revocation takes.
 */
export function createVerifyRouter(options: {
  httpAuth: HttpAuthService;
  verifier: ApiKeyVerifier;
}): express.Router {
  const { httpAuth, verifier } = options;
  const router = Router();
  router.post('/v1/verify', async (request, response) => {
    const { principal } = await httpAuth.credentials(request, {
      allow: ['service'],
    });
    const [, pluginId] = principal.subject.match(/^plugin:(.+)$/) ?? [];
    if (!pluginId) {
      throw new NotAllowedError('Only plugins may verify API keys');
    }
    await readBody(request, response);
    const { key } = parse(bodySchema, request.body);
    const apiKey = await verifier.verify(key);
    if (apiKey) {
      verifier.noteUse(apiKey.keyId, pluginId);
    }
    response
      .set('Cache-Control', 'no-store, no-transform')
      .json({ apiKey: apiKey ?? null });
  });
  return router;
}
