import {
  appLanguageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';

/**
 * The language of the app, for dates and numbers, in the reader's form of it,
 * such as `en-GB`. It follows when somebody chooses another language.
 */
export function useLocale(): string {
  const languageApi = useApiHolder().get(appLanguageApiRef);
  const [language, setLanguage] = useState(
    () => languageApi?.getLanguage().language ?? 'en',
  );
  useEffect(() => {
    const subscription = languageApi
      ?.language$()
      .subscribe(chosen => setLanguage(chosen.language));
    return () => subscription?.unsubscribe();
  }, [languageApi]);
  return localeFor(language);
}

function localeFor(language: string): string {
  const ofReader = navigator.languages.find(
    each =>
      (each === language || each.startsWith(`${language}-`)) && isLocale(each),
  );
  return ofReader ?? language;
}

/** Some browsers tell what the system says, such as `en-US@posix`. */
function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
