import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The block of code in a document whose first line holds this text. */
export function readDocs(document: string, firstLine: string): string {
  const file = path.resolve(__dirname, '../../../../docs', document);
  const blocks = readFileSync(file, 'utf8').matchAll(/```\w+\n(.*?)```/gs);
  for (const [, block] of blocks) {
    const [first] = block.split('\n', 1);
    if (first.includes(firstLine)) {
      return block;
    }
  }
  throw new Error(`${document} has no code that begins with ${firstLine}`);
}

/** The statements of a block of SQL in a document. */
export function readSql(document: string, firstLine: string): string[] {
  return readDocs(document, firstLine)
    .replace(/^--.*$/gm, '')
    .split(';')
    .map(statement => statement.trim())
    .filter(Boolean);
}

/** Runs a script of a document as whoever reads it does. */
export async function runScript(
  script: string,
  env: Record<string, string>,
  input = '',
): Promise<{ stdout: string; stderr: string; code: number }> {
  const dir = await mkdtemp(path.join(tmpdir(), 'script-'));
  const file = path.join(dir, 'script.mjs');
  await writeFile(file, script);
  try {
    return await new Promise(resolve => {
      const child = execFile(
        process.execPath,
        [file],
        { env: { ...process.env, ...env } },
        (error, stdout, stderr) =>
          resolve({ stdout, stderr, code: Number(error?.code ?? 0) }),
      );
      child.stdin!.end(input);
    });
  } finally {
    await rm(dir, { recursive: true });
  }
}
