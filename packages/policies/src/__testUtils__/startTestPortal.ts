import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import authPlugin from '@backstage/plugin-auth-backend';
import guestModule from '@backstage/plugin-auth-backend-module-guest-provider';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import permissionPlugin from '@backstage/plugin-permission-backend';
import searchPlugin from '@backstage/plugin-search-backend';
import searchCatalogModule from '@backstage/plugin-search-backend-module-catalog';
import userSettingsPlugin from '@backstage/plugin-user-settings-backend';
import securityFeatures from 'backstage-plugin-security-backend';
import { resolve } from 'node:path';
import { policyModule } from '../policy';
import { ACCOUNTS, POLICIES, PolicyName } from './rights';
import { Caller, eventually, startPortal } from './startPortal';

const COMPONENTS = '/catalog/entities/by-query?filter=kind=component';

/** A portal whose policy can be changed while it runs, with all accounts. */
export async function startTestPortal() {
  let current: PermissionPolicy = POLICIES.securityTeam;
  const features = [
    authPlugin,
    guestModule,
    catalogPlugin,
    notificationsPlugin,
    permissionPlugin,
    searchPlugin,
    searchCatalogModule,
    userSettingsPlugin,
    securityFeatures,
    policyModule({
      handle: (query: PolicyQuery, user?: PolicyQueryUser) =>
        current.handle(query, user),
    }),
  ];
  const portal = await startPortal(features, resolve(__dirname, 'portal.yaml'));
  const sol = await portal.signIn('sol');
  await eventually(
    () => countOf(sol),
    count => count === 3,
  );

  /** Creates those of {@link ACCOUNTS} that are missing, and their keys. */
  const addAccounts = async () => {
    const keys: Record<string, Caller> = {};
    await Promise.all(
      ACCOUNTS.map(async ({ name, ownerRef }) => {
        await sol.post('/security/v1/service-accounts', { name, ownerRef });
        const { body } = await sol
          .post(`/security/v1/users/service-account/${name}/api-key/show`, {})
          .expect(200);
        keys[name] = portal.withToken(body.value);
      }),
    );
    return keys;
  };

  return {
    ...portal,
    sol,
    addAccounts,
    use(name: PolicyName) {
      current = POLICIES[name];
    },
  };
}

async function countOf(caller: Caller): Promise<number> {
  const { body } = await caller.get(`${COMPONENTS}&limit=0`);
  return body.totalItems;
}
