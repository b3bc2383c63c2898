import { InputError } from '@backstage/errors';
import express, { Request, Response } from 'express';

/**
 * Reads the body, where a route knows already who is calling.
 *
 * @throws InputError for what is not JSON; the parser's own errors carry the
 * whole body
 */
export async function readBody(
  request: Request,
  response: Response,
  { limitKb = 10 } = {},
): Promise<void> {
  const parseJson = express.json({ limit: `${limitKb}kb` });
  await new Promise<void>((resolve, reject) => {
    parseJson(request, response, error =>
      error
        ? reject(
            new InputError(`The body must be JSON of at most ${limitKb} kB`),
          )
        : resolve(),
    );
  });
}
