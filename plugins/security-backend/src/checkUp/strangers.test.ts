import { Entity } from '@backstage/catalog-model';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { guest } from './strangers';

const VISITOR: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'visitor', namespace: 'default' },
  spec: { memberOf: ['visitors'] },
  relations: [
    { type: 'memberOf', targetRef: 'group:default/visitors' },
    { type: 'ownerOf', targetRef: 'component:default/door' },
  ],
};

async function ownedByGuest(settings: object): Promise<string[]> {
  const found = await guest({
    auth: mockServices.auth(),
    catalog: catalogServiceMock({ entities: [VISITOR] }),
    config: mockServices.rootConfig({
      data: {
        auth: {
          providers: {
            guest: { dangerouslyAllowOutsideDevelopment: true, ...settings },
          },
        },
      },
    }),
  });
  return found!.identity.ownershipEntityRefs;
}

it.each(['user:default/visitor', 'default/visitor', 'visitor', 'User:Visitor'])(
  'the guest owns what the catalog knows of %s',
  async userEntityRef => {
    expect(await ownedByGuest({ userEntityRef })).toEqual([
      'user:default/visitor',
      'group:default/visitors',
    ]);
  },
);

it('the guest owns what is configured where the catalog does not know it', async () => {
  const ownershipEntityRefs = ['group:default/others'];
  expect(
    await ownedByGuest({ userEntityRef: 'stranger', ownershipEntityRefs }),
  ).toEqual(ownershipEntityRefs);
  expect(await ownedByGuest({})).toEqual(['user:development/guest']);
});
