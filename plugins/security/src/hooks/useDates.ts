import { DateTime, Duration } from 'luxon';
import { useMemo } from 'react';
import { useLocale } from './useLocale';

/** Says when something happened, in the language of the app. */
export interface Dates {
  /** Such as `3 days ago`. */
  relative(time: string): string;
  /** In the reader's zone and form, such as `23 Nov 2026, 07:45`. */
  absolute(time: string): string;
  /** In a form that everybody understands, such as `23 Nov 2026, 06:45 UTC`. */
  utc(time: string): string;
  /** A day of the calendar, such as `2026-11-23`, as `23 Nov 2026`. */
  day(date: string): string;
  /** Such as `90 days`. */
  duration(seconds: number): string;
}

const UNITS = { days: 24 * 60 * 60, hours: 60 * 60, minutes: 60, seconds: 1 };

const FORMAT = { dateStyle: 'medium', timeStyle: 'short' } as const;

export function useDates(): Dates {
  const locale = useLocale();
  return useMemo(
    () => ({
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
      day: date =>
        DateTime.fromISO(date)
          .setLocale(locale)
          .toLocaleString({ dateStyle: FORMAT.dateStyle }),
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
