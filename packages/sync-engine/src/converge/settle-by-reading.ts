import type { Effect } from '../effect.ts';
import type { References } from '../plan/references.ts';
import { settleEffect } from '../plan/settle-effect.ts';
import type { SideRecord } from '../record.ts';
import { collectionOf, type Context } from './context.ts';
import type { Change, Work } from './work.ts';

/** Closes an effect whose answer never came, from the record (part) that shows that it took effect. */
export function settleByReading(
  context: Context,
  work: Work,
  effect: Effect,
  record: SideRecord,
  part: string,
): Change {
  const settlement = settleEffect({
    collection: collectionOf(context, work.key),
    item: work.state,
    effect,
    record,
    part,
    isLaterRead: true,
    references: knownReferences(effect),
  });
  return { links: settlement.links, effects: [settlement.effect], findings: settlement.findings };
}

// What the effect itself paired: the hub's value of a reference, and the remote id that was written for it.
function knownReferences(effect: Effect): References {
  const pairs = Object.values(effect.fields).map(({ wanted, others }) => ({ wanted, hub: others['hub'] }));
  return {
    toHub: (_stream, remoteId) =>
      pairs.map(({ wanted, hub }) => (wanted === remoteId ? hub : undefined)).find(isText),
    toRemote: (_stream, _collection, itemId) =>
      pairs.map(({ wanted, hub }) => (hub === itemId ? wanted : undefined)).find(isText),
    areLinked: (_stream, _collection, itemId, remoteId) =>
      pairs.some(({ wanted, hub }) => hub === itemId && wanted === remoteId),
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';
