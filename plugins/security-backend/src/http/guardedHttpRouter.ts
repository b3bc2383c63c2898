import {
  coreServices,
  createServiceFactory,
  createServiceRef,
  HttpRouterService,
} from '@backstage/backend-plugin-api';
import { Router } from 'express';
import { readBody } from './readBody';
import { redactApiKeys } from './redactApiKeys';

/**
 * The router of this plugin, for whoever needs it first: Backstage gets what
 * `deps` names in that order, and some of it adds routes of its own, such as
 * those of actions. What is logged of them holds no key, either.
 */
export const guardedHttpRouterServiceRef = createServiceRef<HttpRouterService>({
  id: 'security.guarded-http-router',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { httpRouter: coreServices.httpRouter },
      factory({ httpRouter }) {
        httpRouter.use(redactApiKeys);
        // The parser that Backstage has there answers with the whole body.
        httpRouter.use(
          Router().use('/.backstage/actions/', (request, response, next) => {
            readBody(request, response).then(next, next);
          }),
        );
        return httpRouter;
      },
    }),
});
