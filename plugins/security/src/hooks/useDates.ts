import {
  appLanguageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { DateTime } from 'luxon';
import { useMemo } from 'react';

/** Says when something happened, in the language of the app. */
export interface Dates {
  /** Such as `3 days ago`. */
  relative(time: string): string;
  /** Such as `23 Nov 2026, 06:45 UTC`. */
  absolute(time: string): string;
}

export function useDates(): Dates {
  const languageApi = useApiHolder().get(appLanguageApiRef);
  const locale = languageApi?.getLanguage().language ?? 'en';
  return useMemo(
    () => ({
      relative: time =>
        DateTime.fromISO(time).setLocale(locale).toRelative() ?? time,
      absolute: time =>
        DateTime.fromISO(time, { zone: 'utc' })
          .setLocale(locale)
          .toFormat("d LLL yyyy, HH:mm 'UTC'"),
    }),
    [locale],
  );
}
