import { Entity } from '@backstage/catalog-model';
import { toEntity } from './serviceAccountEntity';
import { ServiceAccountOwnerProcessor } from './ServiceAccountOwnerProcessor';

async function relationsOf(entity: Entity) {
  const emit = jest.fn();
  const processor = new ServiceAccountOwnerProcessor();
  expect(await processor.postProcessEntity(entity, undefined, emit)).toBe(
    entity,
  );
  return emit.mock.calls.map(([{ relation }]) =>
    [relation.source.name, relation.type, relation.target.name].join(' '),
  );
}

function accountOf(ownerRef: string, isListedWithOwner = true): Entity {
  return toEntity(
    { name: 'robot', ownerRef },
    { portalUrl: undefined, isListedWithOwner },
  );
}

it.each(['group:default/team-a', 'user:default/team-a'])(
  'says that %s owns the account, in both directions',
  async ownerRef => {
    expect(await relationsOf(accountOf(ownerRef))).toEqual([
      'robot ownedBy team-a',
      'team-a ownerOf robot',
    ]);
  },
);

it('leaves the owner alone that has too many', async () => {
  expect(await relationsOf(accountOf('group:default/team-a', false))).toEqual([
    'robot ownedBy team-a',
  ]);
});

it.each(['component:default/team-a', 'team-a', '', '::'])(
  'makes nothing of the owner %p',
  async ownerRef => {
    expect(await relationsOf(accountOf(ownerRef))).toEqual([]);
  },
);

it('makes nothing of entities of other namespaces and kinds', async () => {
  const account = accountOf('group:default/team-a');
  const { metadata } = account;
  for (const other of [
    { ...account, kind: 'Group' },
    { ...account, metadata: { ...metadata, namespace: 'default' } },
    { ...account, metadata: { ...metadata, namespace: undefined } },
    { ...account, spec: { owner: 5 } },
    { ...account, spec: undefined },
  ]) {
    expect(await relationsOf(other)).toEqual([]);
  }
});
