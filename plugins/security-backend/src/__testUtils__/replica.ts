// The program of a replica: a backend as a platform team would write it, with
// people and a policy for tests. `Replicas` runs it.
import { createBackend } from '@backstage/backend-defaults';
import { createBackendModule } from '@backstage/backend-plugin-api';
import authPlugin from '@backstage/plugin-auth-backend';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import permissionPlugin from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings-backend';
import catalogModuleSecurity from 'backstage-plugin-catalog-backend-module-security';
import { readFile } from 'node:fs/promises';
import securityFeatures from '../index';
import { Denied } from './Replicas';
import { organisation, TestPolicy, testSignIn } from './startSecurityBackend';

/** Looks at each decision for what a file denies, so that tests change it. */
class ChangingPolicy extends TestPolicy {
  async handle(
    query: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const denied: Denied[] = JSON.parse(
      await readFile(process.env.DENIED_FILE!, 'utf8'),
    );
    const isDenied = denied.some(
      ({ userEntityRef, permission }) =>
        userEntityRef === user?.info.userEntityRef &&
        permission === query.permission.name,
    );
    return isDenied
      ? { result: AuthorizeResult.DENY }
      : super.handle(query, user);
  }
}

const backend = createBackend();
[
  authPlugin,
  catalogPlugin,
  catalogModuleSecurity,
  notificationsPlugin,
  permissionPlugin,
  userSettingsPlugin,
  securityFeatures,
  organisation,
  testSignIn,
  createBackendModule({
    pluginId: 'permission',
    moduleId: 'changing-policy',
    register(env) {
      env.registerInit({
        deps: { policies: policyExtensionPoint },
        async init({ policies }) {
          policies.setPolicy(new ChangingPolicy());
        },
      });
    },
  }),
].forEach(feature => backend.add(feature));
backend.start();

// However the tests end, the pipe closes and nothing is left behind.
process.stdin.resume().once('end', () => process.exit());
