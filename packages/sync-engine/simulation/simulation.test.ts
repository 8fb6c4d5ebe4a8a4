import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { summaryText } from './report/summary-text.ts';
import { runSeed } from './run/run-seed.ts';
import { runSeeds } from './run/run-seeds.ts';

const fingerprint = async (seed: number): Promise<string> => {
  const { evidence, violations, steps } = await runSeed(seed);
  const { events, calls, records, tables } = evidence;
  const everything = JSON.stringify([events, calls, records, tables, violations, steps]);
  return createHash('sha256').update(everything).digest('hex');
};

describe('the simulation', () => {
  it('plays a seed the same way every time, byte for byte', async () => {
    const seeds = [11, 12, 13];
    const [first, again] = [await Promise.all(seeds.map(fingerprint)), [] as string[]];
    for (const seed of seeds) again.push(await fingerprint(seed));
    expect(again).toEqual(first);
    expect(new Set(first).size).toBe(seeds.length);
  });

  it('breaks no invariant in 300 seeds, in which every class of faults and of edits occurs', async () => {
    const summary = await runSeeds({ seeds: 300 });
    process.stdout.write(`${summaryText(summary)}\n`);
    const failed = summary.failed.map(
      ({ seed, violations }) => `pnpm simulate --seed ${seed}: ${violations[0]?.message ?? ''}`,
    );
    expect(failed).toEqual([]);
    expect(summary.missing).toEqual([]);
  }, 180_000);
});
