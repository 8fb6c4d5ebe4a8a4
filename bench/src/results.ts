import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';

const file = new URL('../results.md', import.meta.url);
const title =
  '# Measurements\n\nWritten by `pnpm bench`, but for the last part. Each says when and on what it was measured.\n';
const targets = 'Targets';

/** One measured figure beside what was wanted of it. */
export interface Target {
  readonly what: string;
  readonly wanted: string;
  readonly measured: string;
  readonly isMet: boolean;
}

/** Replaces one part of `results.md`, found by its heading, or adds it; and the rows of its figures in the first part. */
export async function writeResults(
  heading: string,
  body: string,
  figures: readonly Target[] = [],
): Promise<void> {
  const part = `## ${heading}\n\n${machine()}\n\n${body}\n`;
  await replacePart(heading, part);
  if (figures.length > 0) await writeTargets(figures);
  console.log(`${part}\n`);
}

/** The figures of all parts as one table. */
export async function readTargets(): Promise<string> {
  return (await readParts()).find((part) => isOf(part, targets)) ?? 'Nothing has been measured.';
}

async function writeTargets(figures: readonly Target[]): Promise<void> {
  const known = new Map(
    (await readTargets())
      .split('\n')
      .filter((text) => text.startsWith('| '))
      .slice(1)
      .map((text) => text.slice(2, -2).split(' | '))
      .map((cells) => [cells[0] ?? '', cells]),
  );
  for (const { what, wanted, measured, isMet } of figures)
    known.set(what, [what, wanted, measured, isMet ? 'yes' : '**no**']);
  const rows = [...known.values()].filter(([what]) => what !== '---');
  await replacePart(targets, `## ${targets}\n\n${table(['', 'wanted', 'measured', 'met'], rows)}\n`);
}

const readParts = async (): Promise<string[]> =>
  (await readFile(file, 'utf8').catch(() => title)).split(/\n(?=## )/);

const isOf = (part: string, heading: string): boolean => part.startsWith(`## ${heading}\n`);

async function replacePart(heading: string, part: string): Promise<void> {
  const parts = await readParts();
  const index = parts.findIndex((existing) => isOf(existing, heading));
  const next =
    index !== -1
      ? parts.with(index, part)
      : heading === targets
        ? parts.toSpliced(1, 0, part)
        : [...parts, part];
  await writeFile(file, `${next.map((text) => text.trimEnd()).join('\n\n')}\n`);
}

function machine(): string {
  const [cpu] = cpus();
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} x ${cpu?.model.trim()}.`;
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** Writes a Markdown table. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const ruler = header.map((_cell, index) => (index === 0 ? '---' : '--:'));
  return [header, ruler, ...rows].map(line).join('\n');
}
