import { advance, type Effect } from '../effect.ts';
import { settleEffect } from '../plan/settle-effect.ts';
import { writeRefused } from '../plan/reports.ts';
import type { Hint, WriteResult } from '../ports.ts';
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
  const stale = result.kind === 'refused' ? await staleReferences(context, work, effect) : [];
  if (stale.length > 0) {
    // Refused for the id of a record that has moved meanwhile: its link follows, and then this is planned anew.
    await context.ports.store.markDirty(stale);
    await commitAll(context, [{ work, change: { effects: [advance(effect, 'abandoned')] } }]);
    work.outcome = { kind: 'retry', after: context.options.retryAfter };
    return;
  }
  await commitAll(context, [{ work, change: await toChange(context, work, effect, result) }]);
  if (result.kind === 'not_sent') work.outcome = { kind: 'retry', after: context.options.retryAfter };
}

// Records that the refused write named by an id that they had before.
async function staleReferences(context: Context, work: Work, effect: Effect): Promise<readonly Hint[]> {
  const collection = collectionOf(context, work.key);
  const stale: Hint[] = [];
  for (const [field, { wanted }] of Object.entries(effect.fields)) {
    const refers = collection.mappings[effect.side]?.fields[field]?.refers;
    if (collection.columns[field]?.kind !== 'reference' || refers === undefined || typeof wanted !== 'string')
      continue;
    const [look] = await context.ports.stream(refers).look([wanted]);
    if (look?.kind === 'moved') stale.push({ side: refers, record: wanted });
  }
  return stale;
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
