import {
  CompoundEntityRef,
  Entity,
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
} from '@backstage/catalog-model';
import {
  CatalogProcessor,
  CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';
import { SERVICE_ACCOUNT_NAMESPACE } from 'backstage-plugin-security-common';
import { OWNER_OF_ANNOTATION } from './serviceAccountEntity';

/**
 * Whom service accounts belong to: the catalog itself makes no such relations
 * of a `User`.
 */
export class ServiceAccountOwnerProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'ServiceAccountOwnerProcessor';
  }

  async postProcessEntity(
    entity: Entity,
    _location: unknown,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    const owner = ownerOf(entity);
    if (owner) {
      const account = getCompoundEntityRef(entity);
      emit(
        processingResult.relation({
          source: account,
          type: RELATION_OWNED_BY,
          target: owner,
        }),
      );
      if (!entity.metadata.annotations?.[OWNER_OF_ANNOTATION]) {
        emit(
          processingResult.relation({
            source: owner,
            type: RELATION_OWNER_OF,
            target: account,
          }),
        );
      }
    }
    return entity;
  }
}

/** Somebody else may have put an entity there, with anything for an owner. */
function ownerOf({
  kind,
  metadata,
  spec,
}: Entity): CompoundEntityRef | undefined {
  if (
    kind !== 'User' ||
    metadata.namespace !== SERVICE_ACCOUNT_NAMESPACE ||
    typeof spec?.owner !== 'string'
  ) {
    return undefined;
  }
  try {
    const owner = parseEntityRef(spec.owner);
    return ['group', 'user'].includes(owner.kind.toLocaleLowerCase('en-US'))
      ? owner
      : undefined;
  } catch {
    return undefined;
  }
}
