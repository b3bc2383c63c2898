import { HttpAuthService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { ApiKeyVerifier } from 'backstage-plugin-security-node';
import express, { Request, Response } from 'express';
import Router from 'express-promise-router';
import { z, ZodType } from 'zod';
import { parse } from '../http/parse';
import { readBody } from '../http/readBody';

const keySchema = z.strictObject({ key: z.string().max(200) });
const readAnewSchema = z.strictObject({
  keyIds: z.array(z.uuid()).max(1_000),
});
const changesSchema = z.strictObject({
  version: z.int().nonnegative().optional(),
});
const ageSchema = z
  .int()
  .nonnegative()
  .max(365 * 24 * 60 * 60 * 1000);
const usesSchema = z.strictObject({
  uses: z
    .array(
      z.strictObject({
        keyId: z.uuid(),
        pluginId: z
          .string()
          .max(100)
          .regex(/^[\w-]+$/),
        firstAgeMs: ageSchema,
        ageMs: ageSchema,
        calls: z.int().nonnegative().max(1_000_000_000),
      }),
    )
    .max(1_000),
});

/**
 * Where plugins of other processes verify keys, ask what has changed, and tell
 * of uses. It asks the database each time: they remember answers themselves,
 * and twice in a row would double the time that a revocation takes.
 */
export function createVerifyRouter(options: {
  httpAuth: HttpAuthService;
  verifier: ApiKeyVerifier;
}): express.Router {
  const { httpAuth, verifier } = options;
  const router = Router();

  function answer<T>(
    path: string,
    schema: ZodType<T>,
    handle: (body: T) => Promise<object>,
  ) {
    router.post(path, async (request: Request, response: Response) => {
      const { principal } = await httpAuth.credentials(request, {
        allow: ['service'],
      });
      if (!principal.subject.startsWith('plugin:')) {
        throw new NotAllowedError('Only plugins may verify API keys');
      }
      await readBody(request, response, { limitKb: 200 });
      const body = await handle(parse(schema, request.body));
      response.set('Cache-Control', 'no-store, no-transform').json(body);
    });
  }

  answer('/v1/verify', keySchema, async ({ key }) => {
    const { apiKey = null, refusal } = await verifier.verify(key);
    return { apiKey, refusal };
  });
  answer('/v1/verify/read-anew', readAnewSchema, async ({ keyIds }) => ({
    apiKeys: await verifier.readAnew(keyIds),
  }));
  answer('/v1/verify/changes', changesSchema, ({ version }) =>
    verifier.changesSince(version),
  );
  answer('/v1/verify/uses', usesSchema, async ({ uses }) => {
    verifier.noteUses(uses);
    return {};
  });
  return router;
}
