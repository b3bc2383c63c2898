import { createOpenApiDocument } from 'backstage-plugin-security-common';
import { Router } from 'express';

/** Serves the OpenAPI document, to everybody whom the backend knows. */
export function createOpenApiRouter(): Router {
  const document = createOpenApiDocument();
  const router = Router();
  router.get('/openapi.json', (_request, response) => {
    response.json(document);
  });
  return router;
}
