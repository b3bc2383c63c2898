import { z, ZodType } from 'zod';
import {
  accessConditionSchema,
  accessPreviewSchema,
  accessReportSchema,
  accountAccessSchema,
  accountDetailsSchema,
  accountSchema,
  apiKeyPolicySchema,
  apiKeySchema,
  apiKeySelfSchema,
  createServiceAccountSchema,
  listAccountsResponseSchema,
  listPluginsResponseSchema,
  permissionAccessSchema,
  permissionPreviewSchema,
  pluginAccessSchema,
  pluginPreviewSchema,
  portalPluginSchema,
  previewAccessSchema,
  refusalSchema,
  revokeAllApiKeysSchema,
  rotateApiKeySchema,
  selectApiKeySchema,
  serviceAccountDetailsSchema,
  serviceAccountSchema,
  showApiKeySchema,
  shownApiKeySchema,
  updateServiceAccountSchema,
  userAccountSchema,
} from '../schemas';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

const REQUESTS = new Map<ZodType, string>([
  [createServiceAccountSchema, 'CreateServiceAccount'],
  [updateServiceAccountSchema, 'UpdateServiceAccount'],
  [showApiKeySchema, 'ShowApiKey'],
  [selectApiKeySchema, 'SelectApiKey'],
  [rotateApiKeySchema, 'RotateApiKey'],
  [revokeAllApiKeysSchema, 'RevokeAllApiKeys'],
  [previewAccessSchema, 'PreviewAccess'],
]);

const RESPONSES = new Map<ZodType, string>([
  [accountSchema, 'Account'],
  [accountDetailsSchema, 'AccountDetails'],
  [listAccountsResponseSchema, 'AccountList'],
  [listPluginsResponseSchema, 'PluginList'],
  [portalPluginSchema, 'Plugin'],
  [userAccountSchema, 'UserAccount'],
  [serviceAccountSchema, 'ServiceAccount'],
  [serviceAccountDetailsSchema, 'ServiceAccountDetails'],
  [accountAccessSchema, 'AccountAccess'],
  [apiKeySchema, 'ApiKey'],
  [shownApiKeySchema, 'ShownApiKey'],
  [apiKeyPolicySchema, 'ApiKeyPolicy'],
  [apiKeySelfSchema, 'ApiKeySelf'],
  [accessReportSchema, 'AccessReport'],
  [accessPreviewSchema, 'AccessPreview'],
  [pluginAccessSchema, 'PluginAccess'],
  [permissionAccessSchema, 'PermissionAccess'],
  [pluginPreviewSchema, 'PluginPreview'],
  [permissionPreviewSchema, 'PermissionPreview'],
  [accessConditionSchema, 'AccessCondition'],
  [refusalSchema, 'Refusal'],
]);

/** The schemas that have a name, by it. */
export function namedSchemas(): Record<string, JsonSchema> {
  return {
    ...convertAll(REQUESTS, 'input'),
    ...convertAll(RESPONSES, 'output'),
  };
}

function convertAll(schemas: Map<ZodType, string>, io: 'input' | 'output') {
  return Object.fromEntries(
    [...schemas].map(([schema, name]) => [
      name,
      toJsonSchema(schema, io, { inline: name }),
    ]),
  );
}

/** Named schemas become references, apart from the one that is `inline`. */
export function toJsonSchema(
  schema: ZodType,
  io: 'input' | 'output',
  options: { inline?: string } = {},
): JsonSchema {
  const { $schema, ...converted } = z.toJSONSchema(schema, {
    io,
    override({ zodSchema, jsonSchema }) {
      const name = nameOf(zodSchema);
      if (name && name !== options.inline) {
        Object.keys(jsonSchema).forEach(key => delete jsonSchema[key]);
        jsonSchema.$ref = schemaRef(name);
        return;
      }
      if (zodSchema instanceof z.ZodDiscriminatedUnion) {
        jsonSchema.discriminator = discriminator(zodSchema);
      }
      // Formats say it shorter than zod's patterns and limits.
      if (jsonSchema.format) {
        delete jsonSchema.pattern;
      }
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) {
        delete jsonSchema.maximum;
      }
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) {
        delete jsonSchema.minimum;
      }
      // Answers may gain fields.
      if (io === 'output') {
        delete jsonSchema.additionalProperties;
      }
    },
  });
  return withNamedRefs(converted, options.inline);
}

/** A schema that holds itself refers to places in the result; those have names. */
function withNamedRefs(
  { $defs = {}, ...schema }: JsonSchema,
  inline: string | undefined,
): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (key, value) => {
    if (key !== '$ref') {
      return value;
    }
    if (value === '#' && inline) {
      return schemaRef(inline);
    }
    const [, name] = String(value).match(/^#\/\$defs\/(.+)$/) ?? [];
    return name ? $defs[name].$ref : value;
  });
}

function discriminator(union: z.ZodDiscriminatedUnion) {
  const { discriminator: propertyName, options } = union.def;
  return {
    propertyName,
    mapping: Object.fromEntries(
      options.map(option => {
        const { [propertyName]: type } = (option as z.ZodObject).shape;
        return [
          (type as z.ZodLiteral<string>).value,
          schemaRef(nameOf(option)!),
        ];
      }),
    ),
  };
}

function nameOf(schema: unknown): string | undefined {
  return RESPONSES.get(schema as ZodType) ?? REQUESTS.get(schema as ZodType);
}

export function schemaRef(name: string): string {
  return `#/components/schemas/${name}`;
}
