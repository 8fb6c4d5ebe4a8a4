import { advance, saidBy, type Effect } from '../effect.ts';
import { readOutcome } from '../plan/read-outcome.ts';
import { rememberSent, settleRemoval } from '../plan/settle-effect.ts';
import { unclearMoney } from '../plan/reports.ts';
import type { CollectionModel } from '../model.ts';
import { SideUnavailable } from '../ports.ts';
import type { Look } from '../record.ts';
import { collectionOf, type Context } from './context.ts';
import { lookToEnd } from './look-to-end.ts';
import { settleByReading } from './settle-by-reading.ts';
import { originalWithKey } from './unlinked-records.ts';
import { commitAll, type Change, type Work } from './work.ts';

/**
 * Closes the effects that an earlier run left open, by reading: nothing new is planned for an item before.
 * What was never sent is dropped; what may have been sent is read once it can no longer take effect.
 */
export async function settleOpenEffects(context: Context, works: readonly Work[]): Promise<void> {
  for (const work of works) {
    if (work.state.effects.length === 0) continue;
    const wait = Math.max(...work.state.effects.map((effect) => remaining(context, work, effect)));
    if (wait > 0) {
      work.outcome = { kind: 'retry', after: wait };
      continue;
    }
    for (const effect of work.state.effects) await settleOpenEffect(context, work, effect);
  }
}

// Until then the request may still be on its way.
function remaining(context: Context, work: Work, effect: Effect): number {
  if (effect.state !== 'sending') return 0;
  const collection = collectionOf(context, work.key);
  const longest =
    effect.side === 'hub'
      ? collection.longestRequest
      : (collection.mappings[effect.side]?.capabilities.longestRequest ?? 0);
  return (effect.sentAt ?? 0) + context.options.sendWindow + longest + 1 - context.ports.now();
}

async function settleOpenEffect(context: Context, work: Work, effect: Effect): Promise<void> {
  const change =
    effect.state === 'planned'
      ? { effects: [advance(effect, 'abandoned')] }
      : await read(context, work, effect);
  if (change === undefined) work.outcome = { kind: 'retry', after: context.options.retryAfter };
  else await commitAll(context, [{ work, change }]);
}

async function read(context: Context, work: Work, effect: Effect): Promise<Change | undefined> {
  const collection = collectionOf(context, work.key);
  return effect.kind === 'create' && effect.side !== 'hub'
    ? await readCreate(context, work, effect, collection)
    : await readRecord(context, work, effect, collection);
}

async function readRecord(
  context: Context,
  work: Work,
  effect: Effect,
  collection: CollectionModel,
): Promise<Change | undefined> {
  const id = effect.remoteId ?? work.key.id;
  const look = await lookAtEffect(context, work, effect.side, id);
  const createdAt = work.state.links.find(({ stream }) => stream === effect.side)?.createdAt ?? null;
  const outcome = readOutcome(collection, effect, createdAt, look);
  if (outcome.kind === 'unknown') return undefined;
  if (outcome.kind === 'removed') {
    const { links, effect: done } = settleRemoval({ item: work.state, effect });
    return { links, effects: [done] };
  }
  if (outcome.kind === 'took_effect')
    return settleByReading(context, work, effect, outcome.record, effect.part);
  return {
    ...(outcome.kind === 'no_record' && { links: rememberSent({ collection, item: work.state, effect }) }),
    effects: [advance(effect, 'abandoned')],
    findings: unclearCommand(work, effect, collection),
  };
}

// A renamed record shows the effect under its new id.
async function lookAtEffect(context: Context, work: Work, side: string, id: string): Promise<Look> {
  if (side !== 'hub') return (await lookToEnd(context, side, id)).look;
  const [look = { kind: 'unknown', cause: 'no answer' }] = await context.ports
    .hub(work.key.collection)
    .look([id]);
  return look;
}

// The record is as it was, yet the money may be on its way: only a person can tell.
function unclearCommand(work: Work, effect: Effect, collection: CollectionModel) {
  const command = effect.command;
  const rule = collection.mappings[effect.side]?.commands.find(({ name }) => name === command?.name);
  return command !== null && rule?.movesMoney === true
    ? [unclearMoney(work.key, effect.side, command.name)]
    : [];
}

async function readCreate(
  context: Context,
  work: Work,
  effect: Effect,
  collection: CollectionModel,
): Promise<Change | undefined> {
  try {
    const original = await originalWithKey(context, work.key, effect.side, {
      parentId: effect.parentId,
      shown: saidBy(effect),
      sentAt: effect.sentAt,
    });
    if (original.kind === 'one')
      return settleByReading(context, work, effect, original.found.record, original.found.part);
    // It took effect, and is not repeated while nobody knows which of them it made.
    if (original.kind === 'several')
      return { effects: [advance(effect, 'abandoned')], findings: [original.finding] };
  } catch (error) {
    if (error instanceof SideUnavailable) return undefined;
    throw error;
  }
  const movesMoney = collection.mappings[effect.side]?.capabilities.movesMoney === true;
  return {
    effects: [advance(effect, 'abandoned')],
    findings: movesMoney ? [unclearMoney(work.key, effect.side, 'create')] : [],
  };
}
