import { useMemo } from 'react';
import { useLocale } from './useLocale';

/** Writes numbers in the language of the app, such as `4.711` in German. */
export function useNumber(): (value: number) => string {
  const locale = useLocale();
  return useMemo(() => new Intl.NumberFormat(locale).format, [locale]);
}
