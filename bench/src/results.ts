import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';

const file = new URL('../results.md', import.meta.url);
const title = '# Measurements\n\nWritten by `pnpm bench`. Each part says when and on what it was measured.\n';

/** Replaces one part of `results.md`, found by its heading, or adds it. */
export async function writeResults(heading: string, body: string): Promise<void> {
  const parts = (await readFile(file, 'utf8').catch(() => title)).split(/\n(?=## )/);
  const part = `## ${heading}\n\n${machine()}\n\n${body}\n`;
  const index = parts.findIndex((existing) => existing.startsWith(`## ${heading}\n`));
  const next = index === -1 ? [...parts, part] : parts.with(index, part);
  await writeFile(file, `${next.map((text) => text.trimEnd()).join('\n\n')}\n`);
  console.log(`${part}\n`);
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
