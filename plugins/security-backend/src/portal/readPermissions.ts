import {
  PluginPermission,
  pluginPermissionSchema,
  ruleDescriptionSchema,
} from 'backstage-plugin-security-common';
import { z } from 'zod';

const PATIENCE_MS = 2_000;
const MAX_BYTES = 256 * 1024;

const { name, action, resourceType } = pluginPermissionSchema.shape;

const metadataSchema = z.object({
  permissions: z
    .array(
      z.object({
        name,
        resourceType,
        attributes: z.object({ action: action.catch(undefined) }).optional(),
      }),
    )
    .max(1000),
  rules: z
    .array(
      z.object({
        name,
        resourceType: name,
        description: ruleDescriptionSchema.optional().catch(undefined),
      }),
    )
    .max(1000)
    .optional()
    // Permissions are of use without them.
    .catch(undefined),
});

/** What conditions on the resources of a plugin are made of. */
export type PluginRule = NonNullable<
  z.infer<typeof metadataSchema>['rules']
>[number];

/**
 * The permissions and rules that a plugin registers, from the endpoint that
 * Backstage gives it; none where it registers nothing, or answers with a page.
 *
 * @throws Error when no answer comes in time, or one that is not usable
 */
export async function readPermissions(options: {
  baseUrl: string;
  token: string;
}): Promise<{
  permissions: PluginPermission[];
  rules: PluginRule[] | undefined;
}> {
  const { baseUrl, token } = options;
  const response = await fetch(
    `${baseUrl}/.well-known/backstage/permissions/metadata`,
    {
      headers: { Authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(PATIENCE_MS),
      redirect: 'error',
    },
  );
  if (!response.ok) {
    await response.body?.cancel();
    if (response.status === 404) {
      return { permissions: [], rules: [] };
    }
    throw new Error(`its metadata is answered with ${response.status}`);
  }
  // A plugin that serves pages answers with one where it has nothing else.
  if (/^text\/html\b/i.test(response.headers.get('content-type') ?? '')) {
    await response.body?.cancel();
    return { permissions: [], rules: [] };
  }
  const metadata = metadataSchema.safeParse(await readJson(response));
  if (!metadata.success) {
    throw new Error('its metadata has another form than that of Backstage');
  }
  return {
    permissions: metadata.data.permissions.map(permission => ({
      name: permission.name,
      action: permission.attributes?.action,
      resourceType: permission.resourceType,
    })),
    rules: metadata.data.rules,
  };
}

async function readJson(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) {
      throw new Error(`its metadata has more than ${MAX_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Error('its metadata is not JSON');
  }
}
