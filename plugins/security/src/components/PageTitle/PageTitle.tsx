import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect } from 'react';
import { Helmet } from 'react-helmet';

/** Names the page in the title of the document, and so in tabs and history. */
export function PageTitle({ title }: { title: string }) {
  const configApi = useApi(configApiRef);
  const app = configApi.getOptionalString('app.title') ?? 'Backstage';

  // Helmet leaves a title behind where nobody sets the next one.
  useEffect(
    () => () => {
      document.title = app;
    },
    [app],
  );

  return (
    // The template takes the place of that of Backstage's own header.
    <Helmet titleTemplate="%s" title={`${title} · ${app}`} />
  );
}
