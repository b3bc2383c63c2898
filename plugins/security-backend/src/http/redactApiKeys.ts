import { findApiKey, withoutApiKeys } from 'backstage-plugin-security-common';
import { RequestHandler } from 'express';

const CREDENTIALS = ['authorization', 'cookie'];

/**
 * Takes keys out of what is logged of a request, where somebody put one into
 * the address or a header: the audit log and the access log keep them, and no
 * route reads them there. Routes see the path and the query as they were.
 */
export const redactApiKeys: RequestHandler = (request, _response, next) => {
  request.originalUrl = withoutApiKeys(request.originalUrl);
  for (const [name, value] of Object.entries(request.headers)) {
    if (
      typeof value === 'string' &&
      !CREDENTIALS.includes(name) &&
      findApiKey(value)
    ) {
      request.headers[name] = withoutApiKeys(value);
    }
  }
  next();
};
