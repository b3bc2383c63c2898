import {
  AuditorService,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  SecurityOperation,
  withoutApiKeys,
} from 'backstage-plugin-security-common';
import { Request, Response } from 'express';
import Router from 'express-promise-router';
import { z, ZodType } from 'zod';
import { AuditDescription, audited, AuditTrail } from '../audit/audited';
import { Person, requirePerson } from '../permissions/requirePerson';
import { parse } from './parse';
import { publicError } from './publicError';
import { readBody } from './readBody';

type Output<T> = T extends ZodType ? z.output<T> : undefined;
type Input<T> = T extends ZodType ? z.input<T> : undefined;
type Field<O, K extends string> = O extends Record<K, infer T> ? T : undefined;

/** A request that has been validated, of a person. */
export interface OperationContext<O extends SecurityOperation> {
  person: Person;
  params: Output<Field<O, 'params'>>;
  query: Output<Field<O, 'query'>>;
  body: Output<Field<O, 'body'>>;
  trail: AuditTrail;
}

interface OperationHandler<O extends SecurityOperation> {
  audit: AuditDescription;
  handle(context: OperationContext<O>): Promise<Input<Field<O, 'response'>>>;
}

/**
 * Serves the operations of the API. Each request is audited, comes from a
 * person, and is validated; each answer has the declared fields and no others.
 */
export class OperationRouter {
  readonly router = Router();
  readonly #options: {
    httpAuth: HttpAuthService;
    auditor: AuditorService;
    logger: LoggerService;
  };

  constructor(options: {
    httpAuth: HttpAuthService;
    auditor: AuditorService;
    logger: LoggerService;
  }) {
    this.#options = options;
  }

  add<O extends SecurityOperation>(
    operation: O,
    { audit, handle }: OperationHandler<O>,
  ): void {
    const { httpAuth, auditor, logger } = this.#options;
    const path = operation.path.replace(/{(\w+)}/g, ':$1');
    this.router[operation.method](path, async (request, response) => {
      try {
        const result = await audited(
          auditor,
          request,
          {
            ...audit,
            meta: { ...audit.meta, ...accountMeta(operation, request) },
          },
          async trail => {
            try {
              const person = await requirePerson(httpAuth, request);
              await readBody(request, response);
              return await handle({
                person,
                ...parseRequest(operation, request),
                trail,
              } as OperationContext<O>);
            } catch (error) {
              throw publicError(error, logger);
            }
          },
        );
        answer(operation, response, result);
      } catch (error) {
        throw publicError(error, logger);
      }
    });
  }
}

function parseRequest(operation: SecurityOperation, request: Request) {
  const { params, query, body } = operation;
  const contentType = request.get('content-type');
  if (body && contentType && !request.is('application/json')) {
    throw new InputError('Content-Type: must be application/json');
  }
  return {
    params: params && parse(params, request.params),
    query: parse(query ?? z.strictObject({}), request.query),
    body: body && parse(body, request.body ?? {}),
  };
}

/**
 * Whom the request is about, as far as it can be an account. Somebody may have
 * put a key where the name belongs.
 */
function accountMeta(
  { params }: SecurityOperation,
  request: Request,
): JsonObject {
  return params?.safeParse(request.params).success
    ? {
        account: Object.fromEntries(
          Object.entries(request.params).map(([field, value]) => [
            field,
            withoutApiKeys(value),
          ]),
        ),
      }
    : {};
}

/**
 * Not `response.json()`: that adds an ETag, which is a hash of the key.
 */
function answer(
  { status, response: schema }: SecurityOperation,
  response: Response,
  result: unknown,
): void {
  response.status(status).set({
    'Cache-Control': 'no-store, no-transform',
    Pragma: 'no-cache',
  });
  if (!schema) {
    response.end();
    return;
  }
  response
    .set('Content-Type', 'application/json; charset=utf-8')
    .end(JSON.stringify(schema.parse(result)));
}
