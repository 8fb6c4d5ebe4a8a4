import { advance, type Effect } from '../effect.ts';
import { settleEffect } from '../plan/settle-effect.ts';
import { writeRefused } from '../plan/reports.ts';
import type { WriteResult } from '../ports.ts';
import { collectionOf, type Context } from './context.ts';
import { loadReferences } from './load-references.ts';
import { linksToFollow, movedReferences } from './moved-references.ts';
import { carryAnswer, commitAll, type Change, type Work } from './work.ts';

/** What came of one write. */
export interface Answered {
  readonly work: Work;
  readonly effect: Effect;
  readonly result: WriteResult;
}

/**
 * Stores what came of writes to one side, in one commit. An unclear one stays open, to be read once it can no
 * longer take effect.
 */
export async function settleResults(context: Context, answered: readonly Answered[]): Promise<void> {
  const changes: { readonly work: Work; readonly change: Change }[] = [];
  const again = new Set<Work>();
  const behind = new Set<Work>();
  const written = answered.filter(({ result }) => result.kind === 'written');
  const references = await loadReferences(
    context,
    written.map(({ work }) => work),
  );
  for (const { work, effect, result } of answered) {
    // A provider may answer in the form that it was sent, and show what it made of that only when it is read.
    const isShown = result.kind === 'written' && effect.side === 'hub';
    carryAnswer(work, effect.side, isShown ? { kind: 'present', record: result.record } : undefined);
    // Nothing was written, and something is read again: then so is everything, or what one side showed before would be
    // held against what another shows now.
    if (result.kind !== 'written') {
      work.carried = new Map();
      again.add(work);
    }
    if (result.kind === 'unclear') continue;
    const moved = result.kind === 'refused' ? await movedReferences(context, work, effect) : [];
    if (moved.length > 0) {
      // Refused for the id of a record that has moved meanwhile: its link follows, and then this is planned anew.
      await context.ports.store.markDirty(moved.map(({ stream, from }) => ({ side: stream, record: from })));
      const { isBehind, waits } = await linksToFollow(context, moved);
      if (isBehind) behind.add(work);
      changes.push({
        work,
        change: { effects: [advance(effect, 'abandoned')], waits: [...work.waits, ...waits] },
      });
      continue;
    }
    changes.push({ work, change: toChange(context, work, effect, result, references) });
    if (result.kind !== 'not_sent') again.delete(work);
  }
  await commitAll(context, changes);
  const { retryAfter, leaseFor } = context.options;
  for (const work of again) {
    // Until the link has followed, which wakes the item, the same would be refused again. Whoever holds it up has lost its
    // lease by then.
    const isHeldUp = behind.has(work) && work.outcome.kind === 'again';
    work.outcome = { kind: 'retry', after: isHeldUp ? leaseFor : retryAfter };
  }
}

function toChange(
  context: Context,
  work: Work,
  effect: Effect,
  result: Exclude<WriteResult, { kind: 'unclear' }>,
  references: Awaited<ReturnType<typeof loadReferences>>,
): Change {
  const history = [
    { what: `${effect.kind} ${result.kind}`, field: null, value: undefined, side: effect.side },
  ];
  switch (result.kind) {
    case 'written': {
      const settlement = settleEffect({
        collection: collectionOf(context, work.key),
        item: work.state,
        effect,
        record: result.record,
        part: result.part,
        references,
      });
      return {
        links: settlement.links,
        effects: [settlement.effect],
        findings: settlement.findings,
        history,
      };
    }
    case 'refused':
      return {
        effects: [advance(effect, 'refused')],
        findings: [writeRefused(work.key, effect, result.reason)],
        history,
      };
    case 'stale':
    case 'not_sent':
      return { effects: [advance(effect, 'abandoned')], history };
  }
}
