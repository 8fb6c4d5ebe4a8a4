import type { Summary } from '../run/summary.ts';
import type { Hunt } from './hunt-mutant.ts';

/** The page docs/proof.md: what was simulated, and which seed notices when a guard is missing. */
export function proofPage(hunts: readonly Hunt[], summary: Summary): string {
  const { seeds, seconds, steps, writes, exposures, worstWrites, faults, edits } = summary;
  return `# Proof

Written by \`pnpm simulate --mutations --write\`. What the simulation is: \`packages/sync-engine/simulation/\`.

## Simulation
${seeds} seeds, ${(seeds / seconds).toFixed(1)} a second on the machine that wrote this page; ${steps} steps, ${writes} writes to
sides. Failed: ${summary.failed.length}. The most write-hungry seed (${worstWrites.seed}) made ${(worstWrites.share * 100).toFixed(0)} % of the writes that invariant (c)
allows. ${exposures} edits fell into an exposure window: overwritten between a read and the write right after it, on a
side that cannot refuse stale writes.

| fault | injected |
|---|---:|
${rows(faults)}

| act of people | done |
|---|---:|
${rows(edits)}

## Mutations
Each guard is switched off in a copy of the engine; the table shows the first seed that fails then.

| law | guard switched off | mutant | seed | broken invariant |
|---|---|---|---:|---|
${hunts.map(huntRow).join('\n')}
`;
}

const rows = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `| ${name} | ${count} |`)
    .join('\n');

const huntRow = ({ mutant: { law, guard, name }, killed }: Hunt): string =>
  `| ${law} | ${guard} | \`${name}\` | ${killed?.seed ?? '**survives**'} | ${killed === null ? '' : `(${killed.invariant})`} |`;
