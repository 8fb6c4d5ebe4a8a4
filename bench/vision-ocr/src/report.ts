import { writeFile } from 'node:fs/promises';
import type { FieldScore } from './measure/accuracy.ts';

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** Writes a Markdown table. */
export const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, header.map((_cell, index) => (index === 0 ? '---' : '--:')), ...rows].map(line).join('\n');

/** A share in percent; a dash where there is nothing to share. */
export const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(2).replace(/\.?0+$/, '')} %`;

/** One row for each field, and for each source what it got right, of what was printed, and how often it was wrong. */
export const fieldTable = (sources: readonly { name: string; scores: readonly FieldScore[] }[]): string =>
  table(
    ['field', ...sources.flatMap(({ name }) => [name, 'wrong'])],
    (sources[0]?.scores ?? []).map(({ field }, index) => [
      field,
      ...sources.flatMap(({ scores }) => {
        const score = scores[index];
        return score === undefined ? ['–', '–'] : [percent(score.right, score.printed), String(score.wrong)];
      }),
    ]),
  );

/** Prints the report and writes it beside the sources. */
export async function writeReport(text: string): Promise<void> {
  await writeFile(new URL('../results.md', import.meta.url), `${text.trimEnd()}\n`);
  console.log(text);
}
