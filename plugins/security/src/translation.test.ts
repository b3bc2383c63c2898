import { writeFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { textsOf } from './__testUtils__/textsOf';
import { securityTranslationRef } from './translation';

type Messages = Record<string, string | null>;

// What the framework reads of a translation ref, and keeps to itself.
const ref = securityTranslationRef as unknown as {
  getDefaultMessages(): Record<string, string>;
  getDefaultResource(): {
    resources: Array<{
      language: string;
      loader(): Promise<{ messages: Messages }>;
    }>;
  };
};
const english = ref.getDefaultMessages();
const { resources } = ref.getDefaultResource();

/** Those that a language asks for: Japanese has no singular. */
function neededKeys(language: string): string[] {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  return Object.keys(english).filter(
    key => !key.endsWith('_one') || pluralCategories.includes('one'),
  );
}

function placeholders(text: string): string[] {
  return Array.from(
    new Set(Array.from(text.matchAll(/{{.*?}}/g), ([found]) => found)),
  ).sort();
}

describe('the translations', () => {
  it('are there for three languages besides English', () => {
    expect(resources.map(({ language }) => language)).toEqual([
      'de',
      'fr',
      'ja',
    ]);
  });

  describe.each(resources)('$language', ({ language, loader }) => {
    let messages: Messages;
    beforeAll(async () => {
      ({ messages } = await loader());
    });

    it('has a text for every key, and no others', () => {
      expect(Object.keys(messages).sort()).toEqual(Object.keys(english).sort());
      expect(
        neededKeys(language).filter(key => !messages[key]?.trim()),
      ).toEqual([]);
    });

    it('puts in what the English text puts in', () => {
      const differing = neededKeys(language).filter(
        key =>
          placeholders(messages[key]!).join() !==
          placeholders(english[key]).join(),
      );
      expect(differing).toEqual([]);
    });

    it('is translated, names and code apart', () => {
      const same = neededKeys(language).filter(
        key =>
          messages[key] === english[key] && /\w{4,} \w{2,}/.test(english[key]),
      );
      expect(same).toEqual([]);
    });
  });
});

describe('the components', () => {
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter(file => /\.tsx?$/.test(file))
    .filter(file => !/\.test\.|__testUtils__|^translation/.test(file));

  it('have no texts of their own', () => {
    expect(files).toContain('alpha.tsx');
    expect(files.length).toBeGreaterThan(100);

    const keys = new Set(
      Object.keys(english).flatMap(key => [key, ...key.split('.')]),
    );
    const texts = files.flatMap(file =>
      textsOf(join(__dirname, file))
        .filter(text => !keys.has(text))
        .map(text => `${file}: ${text}`),
    );

    expect(texts).toEqual([]);
  });

  it('would be found with one', () => {
    const folder = mkdtempSync(join(tmpdir(), 'texts-'));
    const file = join(folder, 'Component.tsx');
    writeFileSync(
      file,
      `const entry = { label: 'In an object', status: 'not read' };
      export const Component = () => (
        <Box className="not read" title="In an attribute" key={'not read'}>
          In the text {isOpen ? 'In a condition' : t('not.read')}
          <Button aria-label={\`In a template \${name}\`}>{' · '}</Button>
        </Box>
      );`,
    );

    expect(textsOf(file)).toEqual([
      'In an object',
      'In an attribute',
      'In the text',
      'In a condition',
      'In a template',
    ]);
    rmSync(folder, { recursive: true });
  });
});
