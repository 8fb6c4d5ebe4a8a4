import { writeFile } from 'node:fs/promises';

/** Part of the report, and what was wanted and is not so. */
export interface Part {
  text: string;
  missed: readonly string[];
}

/** Prints the report and writes it beside the sources. */
export async function writeReport(text: string): Promise<void> {
  await writeFile(new URL('../results.md', import.meta.url), `${text.trimEnd()}\n`);
  console.log(text);
}

export const digits = (value: number, count = 1): string => value.toFixed(count);

/** With its sign. */
export const more = (value: number, count = 0): string =>
  `${value < 0 ? '-' : '+'}${digits(Math.abs(value), count)}`;
