import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const DOCS = resolve(__dirname, '../../../../docs/permissions.md');

const SECTIONS = /^## (From allow-all to a policy|Policies to copy)$/m;

export interface Block {
  language: string;
  /** The line above it, such as `// packages/backend/src/index.ts`, if any. */
  file?: string;
  text: string;
}

/** The code in the sections of docs/permissions.md that are of policies. */
export function readBlocks(): Block[] {
  const markdown = readFileSync(DOCS, 'utf8')
    .split(/^(?=## )/m)
    .filter(section => SECTIONS.test(section))
    .join('');
  return [...markdown.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(
    ([, language, text]) => {
      const [, file] = text.match(/^(?:\/\/|#) (\S+\.\w+)\n/) ?? [];
      return {
        language,
        file,
        text: file ? text.slice(text.indexOf('\n') + 1) : text,
      };
    },
  );
}

/** A file that docs/permissions.md shows as a whole. */
export function readFile(file: string): string {
  const block = readBlocks().find(one => one.file === file);
  if (!block) {
    throw new Error(`docs/permissions.md does not show ${file}`);
  }
  return block.text;
}
