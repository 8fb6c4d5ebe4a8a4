import { advance, type Effect } from '../effect.ts';
import { settleEffect } from '../plan/settle-effect.ts';
import { writeRefused } from '../plan/reports.ts';
import type { WriteResult } from '../ports.ts';
import { collectionOf, type Context } from './context.ts';
import { loadReferences } from './load-references.ts';
import { commitAll, type Change, type Work } from './work.ts';

/** Stores what came of a write. An unclear one stays open, to be read once it can no longer take effect. */
export async function settleResult(
  context: Context,
  work: Work,
  effect: Effect,
  result: WriteResult,
): Promise<void> {
  if (result.kind === 'unclear') {
    work.outcome = { kind: 'retry', after: context.options.retryAfter };
    return;
  }
  await commitAll(context, [{ work, change: await toChange(context, work, effect, result) }]);
  if (result.kind === 'not_sent') work.outcome = { kind: 'retry', after: context.options.retryAfter };
}

async function toChange(
  context: Context,
  work: Work,
  effect: Effect,
  result: Exclude<WriteResult, { kind: 'unclear' }>,
): Promise<Change> {
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
        references: await loadReferences(context, [work]),
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
