import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect } from 'react';
import { Helmet } from 'react-helmet';
import { useLocale } from '../../hooks/useLocale';

/**
 * Names the page in the title of the document, and so in tabs and history, and
 * its language, for screen readers and the choice of characters.
 */
export function PageTitle({ title }: { title: string }) {
  const configApi = useApi(configApiRef);
  const locale = useLocale();
  const app = configApi.getOptionalString('app.title') ?? 'Backstage';

  // Helmet leaves a title behind where nobody sets the next one.
  useEffect(
    () => () => {
      document.title = app;
    },
    [app],
  );

  useEffect(() => {
    const { lang } = document.documentElement;
    document.documentElement.lang = locale;
    return () => {
      document.documentElement.lang = lang;
    };
  }, [locale]);

  return (
    // The template takes the place of that of Backstage's own header.
    <Helmet titleTemplate="%s" title={`${title} · ${app}`} />
  );
}
