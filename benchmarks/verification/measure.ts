/** The middle, and what lies around it. */
export interface Spread {
  median: number;
  p10: number;
  p90: number;
}

export function spreadOf(values: number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  return { median: at(0.5), p10: at(0.1), p90: at(0.9) };
}

/** Of each round, so that a busy moment of the machine meets both. */
export function ratios(values: number[], base: number[]): Spread {
  return spreadOf(values.map((value, index) => value / base[index]));
}

/** In turns, and each time in another order: nobody always follows the same. */
export async function inTurns(
  rounds: number,
  subjects: Array<() => Promise<number>>,
): Promise<number[][]> {
  const values: number[][] = subjects.map(() => []);
  for (let round = 0; round < rounds; round++) {
    const order = subjects.map((_, turn) => (round + turn) % subjects.length);
    for (const index of round % 2 ? order.reverse() : order) {
      values[index].push(await subjects[index]());
    }
  }
  return values;
}

/** How many microseconds one call takes, the mean of many. */
export async function microseconds(
  calls: number,
  call: (index: number) => Promise<unknown>,
): Promise<number> {
  const start = process.hrtime.bigint();
  for (let index = 0; index < calls; index++) {
    await call(index);
  }
  return Number(process.hrtime.bigint() - start) / 1000 / calls;
}

/** The head of a Markdown table. */
export function heading(cells: string[]): string {
  return `\n${row(cells)}\n${row(cells.map(() => '---'))}`;
}

/** A row of a Markdown table. */
export function row(cells: Array<string | number>): string {
  return `| ${cells.join(' | ')} |`;
}

export function format({ median, p10, p90 }: Spread, digits: number): string {
  const text = (value: number) => value.toFixed(digits);
  return `${text(median)} (${text(p10)} to ${text(p90)})`;
}
