import {
  AuditorService,
  AuthService,
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { JsonObject } from '@backstage/types';
import { ZodType } from 'zod';
import type { AnyZodObject, z as zod3 } from 'zod/v3';
import { AuditDescription, audited, AuditTrail } from '../audit/audited';
import { parse } from '../http/parse';
import { publicError } from '../http/publicError';
import {
  Person,
  requirePersonBehindAction,
} from '../permissions/requirePerson';

/** The zod that the registry hands out; it makes nothing of another one. */
export type Zod3 = typeof zod3;

/** An action for people, which only reads or takes rights away. */
export interface PersonAction<Input> {
  name: string;
  title: string;
  /** For whoever chooses among actions, often a language model. */
  description: string;
  attributes: { readOnly: boolean; destructive: boolean; idempotent: boolean };
  audit: AuditDescription;
  /** What the audit entry names besides the caller. */
  meta?(input: Input): JsonObject;
  /** What callers are told of the input: `input` says the same, and holds. */
  told: (zod: Zod3) => AnyZodObject;
  input: ZodType<Input>;
  output: (zod: Zod3) => AnyZodObject;
  handle(context: {
    person: Person;
    input: Input;
    trail: AuditTrail;
  }): Promise<Record<string, unknown>>;
}

/**
 * Registers actions. Each is a route of Backstage's own that passes by our
 * router, so it does for itself what `OperationRouter` does: every call is
 * audited, comes from a person, and is validated.
 */
export class PersonActions {
  readonly #options: {
    actions: ActionsRegistryService;
    auth: AuthService;
    auditor: AuditorService;
    logger: LoggerService;
  };

  constructor(options: {
    actions: ActionsRegistryService;
    auth: AuthService;
    auditor: AuditorService;
    logger: LoggerService;
  }) {
    this.#options = options;
  }

  add<Input>(action: PersonAction<Input>): void {
    const { name, title, description, attributes } = action;
    this.#options.actions.register({
      name,
      title,
      description,
      attributes,
      schema: {
        input: zod => acceptAll(action.told(zod).strict()),
        output: action.output,
      },
      action: async ({ input, credentials }) => ({
        output: await this.#run(action, input ?? {}, credentials),
      }),
    });
  }

  async #run<Input>(
    action: PersonAction<Input>,
    input: unknown,
    credentials: BackstageCredentials,
  ): Promise<Record<string, unknown>> {
    const { auth, auditor, logger } = this.#options;
    const valid = action.input.safeParse(input);
    try {
      return await audited(
        auditor,
        undefined,
        {
          ...action.audit,
          meta: {
            ...action.audit.meta,
            ...(valid.success && action.meta?.(valid.data)),
            action: action.name,
            ...this.#callerMeta(credentials),
          },
        },
        async trail => {
          try {
            const person = requirePersonBehindAction(auth, credentials);
            return await action.handle({
              person,
              input: parse(action.input, input),
              trail,
            });
          } catch (error) {
            throw publicError(error, logger);
          }
        },
      );
    } catch (error) {
      throw publicError(error, logger);
    }
  }

  /** Without a request, the entry itself names this plugin as its actor. */
  #callerMeta(credentials: BackstageCredentials): JsonObject {
    const { auth } = this.#options;
    if (auth.isPrincipal(credentials, 'user')) {
      const { userEntityRef, actor } = credentials.principal;
      return { caller: userEntityRef, through: actor?.subject };
    }
    return auth.isPrincipal(credentials, 'service')
      ? { caller: credentials.principal.subject }
      : {};
  }
}

/**
 * The schema as callers see it, which lets everything through: the errors of
 * zod 3 repeat what is wrong, and that may be a key.
 */
function acceptAll(schema: AnyZodObject): AnyZodObject {
  const all = schema.catch(({ input }: { input: unknown }) => input as object);
  return all as unknown as AnyZodObject;
}
