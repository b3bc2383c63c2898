import {
  appLanguageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { DateTime, Duration } from 'luxon';
import { useMemo } from 'react';

/** Says when something happened, in the language of the app. */
export interface Dates {
  /** Such as `3 days ago`. */
  relative(time: string): string;
  /** Such as `23 Nov 2026, 06:45 UTC`. */
  absolute(time: string): string;
  /** Such as `90 days`. */
  duration(seconds: number): string;
}

const UNITS = { days: 24 * 60 * 60, hours: 60 * 60, minutes: 60, seconds: 1 };

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
      duration: seconds => {
        const [unit, size] =
          Object.entries(UNITS).find(([, each]) => seconds % each === 0) ??
          (['seconds', 1] as const);
        return Duration.fromObject(
          { [unit]: seconds / size },
          { locale },
        ).toHuman({ unitDisplay: 'long' });
      },
    }),
    [locale],
  );
}
