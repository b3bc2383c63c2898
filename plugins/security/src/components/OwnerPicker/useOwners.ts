import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { SERVICE_ACCOUNT_NAMESPACE } from 'backstage-plugin-security-common';
import { useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import useDebounce from 'react-use/esm/useDebounce';

const DEBOUNCE_MS = 300;
const LIMIT = 20;

/** A group or a user that can own a service account. */
export interface Owner {
  ref: string;
  title?: string;
}

/** The first owners in the catalog that match the text. */
export function useOwners(
  text: string,
  options: { skip: boolean },
): { owners: Owner[]; loading: boolean; error?: Error } {
  const catalogApi = useApi(catalogApiRef);
  const [term, setTerm] = useState(text);
  useDebounce(() => setTerm(text), DEBOUNCE_MS, [text]);

  const { value, loading, error } = useAsync(async () => {
    if (options.skip) {
      return [];
    }
    const { items } = await catalogApi.queryEntities({
      filter: { kind: ['Group', 'User'] },
      fields: [
        'kind',
        'metadata.name',
        'metadata.namespace',
        'metadata.title',
        'spec.profile.displayName',
      ],
      orderFields: { field: 'metadata.name', order: 'asc' },
      limit: LIMIT,
      ...(term && {
        fullTextFilter: {
          term,
          fields: [
            'metadata.name',
            'metadata.title',
            'spec.profile.displayName',
          ],
        },
      }),
    });
    return items
      .filter(
        ({ metadata }) => metadata.namespace !== SERVICE_ACCOUNT_NAMESPACE,
      )
      .map(entity => ({
        ref: stringifyEntityRef(entity),
        title: entity.metadata.title ?? displayName(entity.spec?.profile),
      }));
  }, [catalogApi, term, options.skip]);

  return { owners: value ?? [], loading: loading || term !== text, error };
}

function displayName(profile: unknown): string | undefined {
  const name = (profile as { displayName?: unknown } | undefined)?.displayName;
  return typeof name === 'string' ? name : undefined;
}
