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
  /** In the reader's zone and form, such as `23 Nov 2026, 07:45`. */
  absolute(time: string): string;
  /** In a form that everybody understands, such as `23 Nov 2026, 06:45 UTC`. */
  utc(time: string): string;
  /** Such as `90 days`. */
  duration(seconds: number): string;
}

const UNITS = { days: 24 * 60 * 60, hours: 60 * 60, minutes: 60, seconds: 1 };

const FORMAT = { dateStyle: 'medium', timeStyle: 'short' } as const;

export function useDates(): Dates {
  const languageApi = useApiHolder().get(appLanguageApiRef);
  const language = languageApi?.getLanguage().language ?? 'en';
  return useMemo(() => {
    const locale = localeFor(language);
    return {
      relative: time =>
        DateTime.fromISO(time)
          .setLocale(locale)
          .toRelative({ rounding: 'round' }) ?? time,
      absolute: time =>
        DateTime.fromISO(time).setLocale(locale).toLocaleString(FORMAT),
      utc: time =>
        `${DateTime.fromISO(time, { zone: 'utc' })
          .setLocale(locale)
          .toLocaleString(FORMAT)} UTC`,
      duration: seconds => {
        const [unit, size] =
          Object.entries(UNITS).find(([, each]) => seconds % each === 0) ??
          (['seconds', 1] as const);
        return Duration.fromObject(
          { [unit]: seconds / size },
          { locale },
        ).toHuman({ unitDisplay: 'long' });
      },
    };
  }, [language]);
}

/** The language of the app, in the reader's form of it, such as `en-GB`. */
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
