import { Entity, UserEntity } from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  SERVICE_ACCOUNT_NAMESPACE,
  UserAccount,
} from 'backstage-plugin-security-common';
import { Person } from '../permissions/requirePerson';
import { invalidCursor } from './cursor';

const FIELDS = ['kind', 'metadata.namespace', 'metadata.name', 'spec.profile'];
const SEARCHED_FIELDS = ['metadata.name', 'spec.profile.displayName'];

/** A page of users, and where the next one begins. */
export interface UserPage {
  items: UserAccount[];
  nextCursor: string | undefined;
}

/** The users of the catalog, as far as the caller may see them there. */
export class CatalogUsers {
  readonly #catalog: CatalogService;

  constructor(options: { catalog: CatalogService }) {
    this.#catalog = options.catalog;
  }

  async list(
    person: Person,
    request: {
      search: string | undefined;
      order: 'asc' | 'desc';
      limit: number;
      cursor: string | undefined;
    },
  ): Promise<UserPage> {
    const { search, order, limit, cursor } = request;
    const answer = await this.#ask(() =>
      this.#catalog.queryEntities(
        cursor
          ? { cursor, limit, fields: FIELDS }
          : {
              query: {
                $all: [
                  { kind: 'user' },
                  // A service account that the catalog knows is listed once.
                  {
                    $not: { 'metadata.namespace': SERVICE_ACCOUNT_NAMESPACE },
                  },
                ],
              },
              fullTextFilter: search
                ? { term: search, fields: SEARCHED_FIELDS }
                : undefined,
              orderFields: [{ field: 'metadata.name', order }],
              fields: FIELDS,
              limit,
              totalItems: 'exclude',
            },
        { credentials: person },
      ),
    );
    return {
      // A cursor of somebody's own making can ask for anything.
      items: answer.items.filter(isUser).map(present),
      nextCursor: answer.pageInfo.nextCursor,
    };
  }

  /** The user of exactly this name: the catalog compares without case. */
  async get(
    person: Person,
    { namespace, name }: { namespace: string; name: string },
  ): Promise<UserAccount | undefined> {
    if (namespace.toLocaleLowerCase('en-US') === SERVICE_ACCOUNT_NAMESPACE) {
      return undefined;
    }
    const entity = await this.#ask(() =>
      this.#catalog.getEntityByRef(
        { kind: 'user', namespace, name },
        { credentials: person },
      ),
    );
    const user = entity && present(entity);
    return user?.namespace === namespace && user.name === name
      ? user
      : undefined;
  }

  async #ask<T>(question: () => Promise<T>): Promise<T> {
    try {
      return await question();
    } catch (error) {
      if ((error as { statusCode?: number }).statusCode === 400) {
        throw invalidCursor();
      }
      throw new ServiceUnavailableError('The catalog is not available');
    }
  }
}

function isUser({ kind, metadata }: Entity): boolean {
  return (
    kind.toLocaleLowerCase('en-US') === 'user' &&
    metadata.namespace !== SERVICE_ACCOUNT_NAMESPACE
  );
}

function present(entity: Entity): UserAccount {
  const { namespace = 'default', name } = entity.metadata;
  const displayName = (entity as UserEntity).spec?.profile?.displayName;
  return {
    type: 'user',
    entityRef: `user:${namespace}/${name}`.toLocaleLowerCase('en-US'),
    namespace,
    name,
    title: displayName,
  };
}
