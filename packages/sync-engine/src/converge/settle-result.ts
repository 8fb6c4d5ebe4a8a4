import { advance, type Effect } from '../effect.ts';
import { settleEffect } from '../plan/settle-effect.ts';
import { writeRefused } from '../plan/reports.ts';
import type { Hint, WriteResult } from '../ports.ts';
import { collectionOf, type Context } from './context.ts';
import { loadReferences } from './load-references.ts';
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
    const stale = result.kind === 'refused' ? await staleReferences(context, work, effect) : [];
    // Refused for the id of a record that has moved meanwhile: its link follows, and then this is planned anew.
    if (stale.length > 0) await context.ports.store.markDirty(stale);
    const change =
      stale.length > 0
        ? { effects: [advance(effect, 'abandoned')] }
        : toChange(context, work, effect, result, references);
    changes.push({ work, change });
    if (stale.length === 0 && result.kind !== 'not_sent') again.delete(work);
  }
  await commitAll(context, changes);
  for (const work of again) work.outcome = { kind: 'retry', after: context.options.retryAfter };
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
