import type { CommitResult, ItemCommit } from '@unified-sync/sync-engine';
import { hubHint, writeMarks } from '../dirty/mark-dirty.ts';
import { resolveAndReport } from '../findings/report-findings.ts';
import { takePosition } from '../position.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import type { StoreContext } from '../store-context.ts';
import type { TracedHint } from '../store-observer.ts';
import { decideLinks } from './decide-links.ts';
import { fence } from './fence.ts';
import { lockStreams } from './lock-streams.ts';
import { readOwnership } from './read-ownership.ts';
import { wavesOf } from './waves.ts';
import { wokenItems } from './woken-items.ts';
import { writeDeletions, writeHistory } from './write-history.ts';
import { writeEffects } from './write-effects.ts';
import { writeItems } from './write-items.ts';
import { writeLinks } from './write-links.ts';
import { replaceWaits } from './write-waits.ts';

/**
 * Commits items, each at once or not at all; the items of a call share a transaction, and so the price of one.
 *
 * Whoever writes more than one row of a table does it in the order of its key, and tables are written in one order:
 * leases, items, streams, links, effects, waits, findings, dirty rows. So transactions wait for each other, and do not
 * deadlock; where two still meet in a unique index, one begins again.
 */
export async function commitItems(
  context: StoreContext,
  commits: readonly ItemCommit[],
): Promise<readonly CommitResult[]> {
  const results = new Map<ItemCommit, CommitResult>();
  for (const wave of wavesOf(commits)) {
    // oxlint-disable-next-line no-await-in-loop -- a later commit of an item sees what the earlier one did
    const decided = await retryConflicts(
      async () =>
        await context.db
          .transaction()
          .setIsolationLevel('read committed')
          .execute(async (db) => await commitWave({ ...context, db }, wave)),
    );
    for (const [commit, result] of decided) results.set(commit, result);
  }
  return commits.map((commit) => results.get(commit) ?? { kind: 'fenced' });
}

async function commitWave(
  context: StoreContext,
  commits: readonly ItemCommit[],
): Promise<ReadonlyMap<ItemCommit, CommitResult>> {
  const results = new Map<ItemCommit, CommitResult>(commits.map((commit) => [commit, { kind: 'fenced' }]));
  const passed = await fence(context, commits);
  const { accepted, taken } = decideLinks(passed, await readOwnership(context, passed));
  for (const commit of taken) results.set(commit, { kind: 'link_taken' });
  if (accepted.length === 0) return results;

  const kept = accepted.map(({ commit }) => commit);
  const position = await takePosition(context);
  await writeItems(context, kept, position);
  await lockStreams(context, accepted);
  await writeLinks(context, accepted);
  await writeEffects(context, kept);
  await replaceWaits(context, kept);
  const woken = await wokenItems(context, accepted);
  await resolveAndReport(context, kept);
  await writeDeletions(context, kept);
  const correlations = new Map(kept.map((commit) => [commit, context.observer.correlationOfCommit(commit)]));
  await writeHistory(context, correlations, position);
  await writeMarks(context, [...marksOf(correlations), ...woken.map(hubHint)]);
  for (const commit of kept) results.set(commit, { kind: 'committed', rev: commit.rev + 1 });
  return results;
}

/** What each commit marks is brought about by what brought it about. */
const marksOf = (commits: ReadonlyMap<ItemCommit, string | null>): readonly TracedHint[] =>
  [...commits].flatMap(([{ dirty }, correlation]) =>
    dirty.map((hint) => (correlation === null ? hint : { ...hint, correlation })),
  );
