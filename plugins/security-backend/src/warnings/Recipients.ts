import { AuthService } from '@backstage/backend-plugin-api';
import { parseEntityRef, RELATION_HAS_MEMBER } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { SERVICE_ACCOUNT_NAMESPACE } from 'backstage-plugin-security-common';
import { ServiceAccountRecord } from '../records/ServiceAccountRecord';

/**
 * Who is told of an account: the person who owns it, or who is in the group
 * that does. Backstage would tell all child groups as well, which do not own
 * it; so they are told only where the group itself has nobody.
 */
export class Recipients {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #withoutOwner: string | undefined;
  readonly #members = new Map<string, Promise<string[] | undefined>>();

  constructor(options: {
    catalog: CatalogService;
    auth: AuthService;
    /** Who is told of accounts without an owner. */
    withoutOwner: string | undefined;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#withoutOwner = options.withoutOwner;
  }

  /**
   * @returns undefined while that cannot be told, because the catalog does not
   * know the owner, which may be so for a moment
   * @throws when the catalog does not answer
   */
  async of({
    ownerRef,
    ownerMissingSince,
  }: ServiceAccountRecord): Promise<string[] | undefined> {
    if (ownerMissingSince) {
      return this.#withoutOwner ? this.#resolve(this.#withoutOwner) : [];
    }
    return this.#resolve(ownerRef);
  }

  async #resolve(ref: string): Promise<string[] | undefined> {
    if (parseEntityRef(ref).kind === 'user') {
      return [ref];
    }
    let members = this.#members.get(ref);
    if (!members) {
      members = this.#membersOf(ref);
      this.#members.set(ref, members);
    }
    return members;
  }

  async #membersOf(groupRef: string): Promise<string[] | undefined> {
    const group = await this.#catalog.getEntityByRef(groupRef, {
      credentials: await this.#auth.getOwnServiceCredentials(),
    });
    if (!group) {
      return undefined;
    }
    const members = (group.relations ?? [])
      .filter(({ type }) => type === RELATION_HAS_MEMBER)
      .map(({ targetRef }) => targetRef)
      .filter(isPerson);
    return members.length > 0 ? members : [groupRef];
  }
}

function isPerson(ref: string): boolean {
  const { kind, namespace } = parseEntityRef(ref);
  return kind === 'user' && namespace !== SERVICE_ACCOUNT_NAMESPACE;
}
