import { z } from 'zod';
import { createServiceAccountSchema } from './accounts';

/**
 * What a token of `backend.auth.externalAccess` is restricted to, in one
 * plugin: permissions that have one of these names and one of these actions.
 *
 * @public
 */
export const externalAccessRestrictionSchema = z.object({
  plugin: z.string().meta({ examples: ['catalog'] }),
  permissions: z.array(z.string()).optional().meta({
    description: 'Names of permissions; missing for any',
  }),
  actions: z.array(z.string()).optional().meta({
    description: 'Actions of permissions; missing for any',
  }),
});

/**
 * What will be different when a service account takes the place of a token:
 *
 * - `as-user`: the permission policy decides about every call, and routes that
 *   are for services alone refuse it;
 * - `as-service`: as with the token no policy is asked; only the restrictions
 *   bind it, and making it needs `security.service-principal.configure`;
 * - `service-entry`: for that, `backend.auth.externalAccess` lacks an entry of
 *   the type `api-key`;
 * - `plugins`, `restrictions`: what the restrictions become;
 * - `actions`: no account can be restricted to actions, so the policy has to;
 * - `refused-plugins`: no key opens the plugins `auth` and `security`;
 * - `signed`: the caller signs its tokens, and will send the key instead;
 * - `shared-subject`: several tokens have this subject;
 * - `expiry`: keys expire;
 * - `no-fixed-subject`: the tokens come from elsewhere, and whose they are is
 *   not known here;
 * - `own-handler`: code of this portal decides what such a token may do;
 * - `not-possible`: no account can do the same.
 *
 * @public
 */
export const externalAccessDifferenceSchema = z.enum([
  'no-fixed-subject',
  'own-handler',
  'not-possible',
  'as-user',
  'as-service',
  'service-entry',
  'plugins',
  'restrictions',
  'actions',
  'refused-plugins',
  'signed',
  'shared-subject',
  'expiry',
]);

const { name, title, principal, plugins, restrictions } =
  createServiceAccountSchema.shape;

/**
 * The service account that could take the place of a token.
 *
 * @public
 */
export const suggestedAccountSchema = z.object({
  name,
  title,
  principal: principal.unwrap(),
  plugins,
  restrictions,
  declaration: z.string().meta({
    description:
      'The entry of `security.serviceAccounts` that makes it, as YAML. Its `ownerRef` is to be filled in.',
  }),
  exists: z.boolean().meta({
    description: 'Whether there is an account of this name by now',
  }),
});

/**
 * Something outside of the portal that may call its backend with a token, as
 * its configuration says. Never the token.
 *
 * @public
 */
export const externalAccessEntrySchema = z.object({
  setting: z.string().meta({
    description: 'Where it stands in the configuration',
    examples: ['backend.auth.externalAccess[0]'],
  }),
  type: z.string().meta({
    description:
      '`static`, `legacy`, `jwks`, or what a handler of this portal is for',
    examples: ['static'],
  }),
  subject: z
    .string()
    .optional()
    .meta({
      description: 'As whom it calls. Several entries may have the same.',
      examples: ['nightly-build'],
    }),
  jwks: z
    .object({
      url: z.string().meta({ description: 'Without what may be a secret' }),
      issuers: z.array(z.string()),
      audiences: z.array(z.string()),
      subjectPrefix: z.string().optional(),
    })
    .optional()
    .meta({ description: 'Whose tokens are accepted, of type `jwks`' }),
  accessRestrictions: z
    .array(externalAccessRestrictionSchema)
    .optional()
    .meta({ description: 'Missing where it may do everything' }),
  differences: z.array(externalAccessDifferenceSchema).meta({
    description: 'What will be different with a service account in its place',
  }),
  account: suggestedAccountSchema
    .optional()
    .meta({ description: 'Missing where no account can do the same' }),
});

/**
 * What may call the backend with a token of the configuration, in its order.
 *
 * @public
 */
export const listExternalAccessResponseSchema = z.object({
  items: z.array(externalAccessEntrySchema).meta({
    description:
      'As the backend read it at its start; entries of the type `api-key` are left out',
  }),
});

/**
 * What a token is restricted to in one plugin.
 *
 * @public
 */
export type ExternalAccessRestriction = z.infer<
  typeof externalAccessRestrictionSchema
>;

/**
 * What will be different with a service account.
 *
 * @public
 */
export type ExternalAccessDifference = z.infer<
  typeof externalAccessDifferenceSchema
>;

/**
 * The service account that could take the place of a token.
 *
 * @public
 */
export type SuggestedAccount = z.infer<typeof suggestedAccountSchema>;

/**
 * Something outside that may call the backend with a token.
 *
 * @public
 */
export type ExternalAccessEntry = z.infer<typeof externalAccessEntrySchema>;

/**
 * What may call the backend with a token of the configuration.
 *
 * @public
 */
export type ListExternalAccessResponse = z.infer<
  typeof listExternalAccessResponseSchema
>;
