import { appLanguageApiRef } from '@backstage/frontend-plugin-api';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { renderHook } from '@testing-library/react';
import { PropsWithChildren } from 'react';
import { useDates } from './useDates';
import { useNumber } from './useNumber';

const TIME = '2026-11-23T06:45:00Z';

function renderWith(language: string) {
  const languageApi = {
    getAvailableLanguages: () => ({ languages: [language] }),
    setLanguage: () => {},
    getLanguage: () => ({ language }),
    language$: () => ({ subscribe: () => ({ unsubscribe: () => {} }) }),
  };
  const { result } = renderHook(
    () => ({ ...useDates(), number: useNumber() }),
    {
      wrapper: ({ children }: PropsWithChildren<{}>) => (
        <TestApiProvider apis={[[appLanguageApiRef, languageApi as never]]}>
          {children}
        </TestApiProvider>
      ),
    },
  );
  return result.current;
}

// The reader's browser is English: only the language of the app counts.
it.each([
  ['en', '23 Nov 2026, 06:45', '23 Nov 2026', '90 days', '4,711'],
  ['de', '23.11.2026, 06:45', '23.11.2026', '90 Tage', '4.711'],
  ['fr', '23 nov. 2026, 06:45', '23 nov. 2026', '90 jours', '4 711'],
  ['ja', '2026/11/23 6:45', '2026/11/23', '90 日', '4,711'],
])(
  'writes dates and numbers in %s',
  (language, absolute, day, time, number) => {
    const formats = renderWith(language);
    const plain = (text: string) => text.replace(/\s/g, ' ');

    expect(plain(formats.absolute(TIME))).toBe(absolute);
    expect(plain(formats.utc(TIME))).toBe(`${absolute} UTC`);
    expect(plain(formats.day('2026-11-23'))).toBe(day);
    expect(plain(formats.duration(90 * 24 * 60 * 60))).toBe(time);
    expect(plain(formats.number(4711))).toBe(number);
  },
);
