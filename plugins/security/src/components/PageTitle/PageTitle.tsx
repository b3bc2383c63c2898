import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Helmet } from 'react-helmet';

/** Names the page in the title of the document, and so in tabs and history. */
export function PageTitle({ title }: { title: string }) {
  const configApi = useApi(configApiRef);
  const app = configApi.getOptionalString('app.title') ?? 'Backstage';
  return (
    // The template is there for the one that the legacy header sets.
    <Helmet titleTemplate="%s" title={`${title} · ${app}`} />
  );
}
