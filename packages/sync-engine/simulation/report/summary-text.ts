import type { Counts } from '../run/seed-report.ts';
import type { Summary } from '../run/summary.ts';

/** Seeds a second, what was injected, and what failed. */
export function summaryText(summary: Summary): string {
  const { seeds, seconds, steps, writes, exposures, worstWrites, failed, faults, edits, missing } = summary;
  return [
    `${seeds} seeds in ${seconds.toFixed(1)} s: ${(seeds / seconds).toFixed(1)} seeds/s, ${Math.round(steps / seconds)} steps/s`,
    `${writes} writes; at most ${(worstWrites.share * 100).toFixed(0)} % of those allowed (seed ${worstWrites.seed}); ${exposures} edits fell into an exposure window`,
    `faults  ${countsText(faults)}`,
    `edits   ${countsText(edits)}`,
    ...(missing.length === 0 ? [] : [`never injected: ${missing.join(', ')}`]),
    failed.length === 0
      ? 'every invariant held'
      : `${failed.length} seeds broke an invariant: ${failed.map(({ seed }) => seed).join(', ')}`,
  ].join('\n');
}

const countsText = (counts: Counts): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
