import {
  HttpAuthService,
  LifecycleService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  catalogFeedChangesQuerySchema,
  catalogFeedChangesSchema,
  catalogFeedPageQuerySchema,
  catalogFeedPageSchema,
} from 'backstage-plugin-security-common';
import express, { Request, Response } from 'express';
import Router from 'express-promise-router';
import { ZodType } from 'zod';
import { parse } from '../http/parse';
import { CatalogFeed } from './CatalogFeed';

/**
 * Where the catalog reads the service accounts. Nobody is asked whether it may:
 * it is the catalog, which asks its own permissions before it shows them.
 */
export function createCatalogFeedRouter(options: {
  httpAuth: HttpAuthService;
  lifecycle: LifecycleService;
  feed: CatalogFeed;
}): express.Router {
  const { httpAuth, lifecycle, feed } = options;
  const router = Router();
  const stopping = new AbortController();
  lifecycle.addShutdownHook(() => stopping.abort());

  function answer<Q, A>(
    path: string,
    schemas: { query: ZodType<Q>; answer: ZodType<A> },
    handle: (query: Q, signal: AbortSignal) => Promise<A>,
  ) {
    router.get(path, async (request: Request, response: Response) => {
      const { principal } = await httpAuth.credentials(request, {
        allow: ['service'],
      });
      if (principal.subject !== 'plugin:catalog') {
        throw new NotAllowedError('Only the catalog may read this');
      }
      const gone = new AbortController();
      response.once('close', () => gone.abort());
      const body = await handle(
        parse(schemas.query, request.query),
        AbortSignal.any([gone.signal, stopping.signal]),
      );
      response
        .set('Cache-Control', 'no-store, no-transform')
        .json(schemas.answer.parse(body));
    });
  }

  answer(
    '/v1/catalog-feed/accounts',
    { query: catalogFeedPageQuerySchema, answer: catalogFeedPageSchema },
    ({ after }) => feed.page(after),
  );
  answer(
    '/v1/catalog-feed/changes',
    { query: catalogFeedChangesQuerySchema, answer: catalogFeedChangesSchema },
    ({ since, wait }, signal) => feed.changesSince(since, wait * 1_000, signal),
  );
  return router;
}
