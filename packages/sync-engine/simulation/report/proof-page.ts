import { readFile, writeFile } from 'node:fs/promises';
import type { Counts } from '../run/seed-report.ts';
import type { Summary } from '../run/summary.ts';

const proofFile = new URL('../../../../docs/proof.md', import.meta.url);

/** Parts of docs/proof.md that a run writes; all others are written by people. */
export type ProofSection = 'injected' | 'mutations';

/** Writes one part of docs/proof.md. */
export async function writeProof(section: ProofSection, text: string): Promise<void> {
  await writeFile(proofFile, withSection(await readFile(proofFile, 'utf8'), section, text));
}

/**
 * The page with a new text between `<!-- section -->` and `<!-- /section -->`.
 * @throws {Error} where the page has no such place, or more than one
 */
export function withSection(page: string, section: ProofSection, text: string): string {
  const [start, end] = [`<!-- ${section} -->`, `<!-- /${section} -->`];
  const [before = '', rest, ...others] = page.split(start);
  const after = rest?.split(end);
  if (others.length > 0 || after?.length !== 2) throw new Error(`the page needs ${start} … ${end} once`);
  return `${before}${start}\n\n${text}\n\n${end}${after[1] ?? ''}`;
}

/** What a run of seeds came to, and all that it injected. */
export function injectedText(
  { seeds, seconds, steps, writes, exposures, worstWrites, failed, faults, edits }: Summary,
  { from, workers }: { readonly from: number; readonly workers: number },
): string {
  const range = `Seeds ${from} to ${from + seeds - 1}`;
  const share = (worstWrites.share * 100).toFixed(0);
  return [
    `${range}: ${failed.length} failed. ${(seeds / seconds).toFixed(1)} seeds and ${Math.round(steps / seconds)} steps a second in ${workers} threads; ${writes} writes, at most ${share} % of those that invariant (c) allows (seed ${worstWrites.seed}); ${exposures} edits fell into an exposure window.`,
    table(['fault', 'injected'], faults),
    table(['act of people', 'done'], edits),
  ].join('\n\n');
}

const table = ([name, count]: readonly [string, string], counts: Counts): string =>
  [
    `| ${name} | ${count} |`,
    '| --- | ---: |',
    ...Object.entries(counts).map(([key, times]) => `| ${key} | ${times} |`),
  ].join('\n');
