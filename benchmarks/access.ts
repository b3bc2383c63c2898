// What it takes to tell what an account may do, beside asking the permission
// backend about one permission.
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { createPermission } from '@backstage/plugin-permission-common';
import { securityPermissions } from 'backstage-plugin-security-common';
import { cpus } from 'node:os';
import { fetchTokens, startBackend } from './verification/backend';
import {
  format,
  heading,
  inTurns,
  ratios,
  row,
  spreadOf,
} from './verification/measure';

process.env.NODE_ENV = 'production';
process.env.LOG_LEVEL = 'error';

const PORT = 18_137;
const PLUGINS = 15;
const PERMISSIONS = 60;
/** Auth, permission, security, and one that answers calls. */
const USUAL_PLUGINS = 4;
const ROUNDS = 100;

async function main() {
  const plugins = PLUGINS - USUAL_PLUGINS;
  const permissions = PERMISSIONS - securityPermissions.length;
  const names = Array.from({ length: plugins }, () => [] as string[]);
  for (let index = 0; index < permissions; index++) {
    names[index % plugins].push(`extra.${index}.read`);
  }
  await startBackend({
    port: PORT,
    features: names.map((each, index) => pluginWith(`extra-${index}`, each)),
  });
  const { userToken } = await fetchTokens(PORT);
  const call = async (path: string, body?: object) => {
    const response = await fetch(`http://127.0.0.1:${PORT}/api${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        Authorization: `Bearer ${userToken}`,
        'Content-Type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`${path}: ${response.status} ${await response.text()}`);
    }
    return response.json();
  };
  const access = () => call('/security/v1/service-accounts/user/access');
  const authorize = () =>
    call('/permission/authorize', {
      items: [
        {
          id: '1',
          permission: createPermission({ name: 'a', attributes: {} }),
        },
      ],
    });

  const report = await access();
  const asked = report.plugins.flatMap((each: any) => each.permissions);
  if (report.plugins.length !== PLUGINS || asked.length !== PERMISSIONS) {
    throw new Error(
      `${report.plugins.length} plugins with ${asked.length} permissions`,
    );
  }
  const timed = [access, authorize].map(each => async () => {
    const start = performance.now();
    await each();
    return performance.now() - start;
  });
  await inTurns(10, timed);
  const [ofAccess, ofAuthorize] = await inTurns(ROUNDS, timed);
  console.log(`${cpus()[0].model}, Node ${process.version}`);
  console.log(
    heading(['ms', 'access of an account', 'one authorize', 'ratio']),
  );
  console.log(
    row([
      `${PLUGINS} plugins, ${PERMISSIONS} permissions`,
      format(spreadOf(ofAccess), 1),
      format(spreadOf(ofAuthorize), 1),
      format(ratios(ofAccess, ofAuthorize), 1),
    ]),
  );
  process.exit();
}

function pluginWith(pluginId: string, names: string[]) {
  return createBackendPlugin({
    pluginId,
    register(env) {
      env.registerInit({
        deps: { registry: coreServices.permissionsRegistry },
        async init({ registry }) {
          registry.addPermissions(
            names.map(name =>
              createPermission({ name, attributes: { action: 'read' } }),
            ),
          );
        },
      });
    },
  });
}

main();
