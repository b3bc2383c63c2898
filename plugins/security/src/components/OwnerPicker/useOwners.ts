import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { SERVICE_ACCOUNT_NAMESPACE } from 'backstage-plugin-security-common';
import { useMemo, useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import useDebounce from 'react-use/esm/useDebounce';
import { useMyGroups } from '../../hooks/useMyGroups';
import { startsApiKey } from '../../searchText';

const DEBOUNCE_MS = 300;
const LIMIT = 10;

const TITLES = ['metadata.title', 'spec.profile.displayName'];
const FIELDS = ['kind', 'metadata.name', 'metadata.namespace', ...TITLES];

/** A group or a person that can own a service account. */
export interface Owner {
  ref: string;
  title?: string;
  /** Under which heading it is listed. */
  heading: 'mine' | 'groups' | 'people';
}

/**
 * One's own groups, and the first groups and people in the catalog, that match
 * the text.
 */
export function useOwners(
  text: string,
  options: { skip: boolean },
): { owners: Owner[]; loading: boolean; error?: Error } {
  const catalogApi = useApi(catalogApiRef);
  // The catalog is asked at an address, where nothing of a key may get to.
  const isKey = startsApiKey(text);
  const wanted = isKey ? '' : text;
  const [term, setTerm] = useState(wanted);
  useDebounce(() => setTerm(wanted), DEBOUNCE_MS, [wanted]);
  const myGroups = useMyGroups();

  const mine = useAsync(async () => {
    if (options.skip || !myGroups?.length) {
      return [];
    }
    const { items } = await catalogApi.getEntitiesByRefs({
      entityRefs: myGroups,
      fields: FIELDS,
    });
    return items.map(
      (entity, index): Owner => ({
        ref: myGroups[index],
        title: entity && titleOf(entity),
        heading: 'mine',
      }),
    );
  }, [catalogApi, myGroups, options.skip]);

  const found = useAsync(async () => {
    const search = async (
      kind: string,
      heading: Owner['heading'],
    ): Promise<Owner[]> => {
      const { items } = await catalogApi.queryEntities({
        query: {
          $all: [
            { kind },
            // Were they left out of the answer, it could be empty.
            { $not: { 'metadata.namespace': SERVICE_ACCOUNT_NAMESPACE } },
          ],
        },
        fields: FIELDS,
        orderFields: { field: 'metadata.name', order: 'asc' },
        limit: LIMIT,
        ...(term && {
          fullTextFilter: { term, fields: ['metadata.name', ...TITLES] },
        }),
      });
      return items.map(entity => ({
        ref: stringifyEntityRef(entity),
        title: titleOf(entity),
        heading,
      }));
    };
    return options.skip
      ? []
      : (
          await Promise.all([
            search('Group', 'groups'),
            search('User', 'people'),
          ])
        ).flat();
  }, [catalogApi, term, options.skip]);

  const own = mine.value ?? [];
  const others = found.value ?? [];
  if (isKey) {
    return { owners: [], loading: false };
  }
  return {
    owners: [
      ...own.filter(({ ref, title }) =>
        `${title ?? ''}\n${ref}`.toLowerCase().includes(text.toLowerCase()),
      ),
      ...others.filter(({ ref }) => own.every(each => each.ref !== ref)),
    ],
    loading: mine.loading || found.loading || term !== text,
    error: found.error,
  };
}

/** The owner of that ref, with its title as soon as that is known. */
export function useOwner(ref: string, chosen: Owner | undefined): Owner | null {
  const catalogApi = useApi(catalogApiRef);
  const isKnown = chosen?.ref === ref;
  const { value: found } = useAsync(async () => {
    const entity =
      ref && !isKnown ? await catalogApi.getEntityByRef(ref) : undefined;
    return entity && { ref, title: titleOf(entity) };
  }, [catalogApi, ref, isKnown]);
  const title = [chosen, found].find(owner => owner?.ref === ref)?.title;
  return useMemo(
    () => (ref ? { ref, title, heading: 'groups' } : null),
    [ref, title],
  );
}

function titleOf({ metadata, spec }: Entity): string | undefined {
  const profile = spec?.profile as { displayName?: unknown } | undefined;
  const name = profile?.displayName;
  return metadata.title ?? (typeof name === 'string' ? name : undefined);
}
