import type { CollectionModel } from '../model.ts';
import { oncePer } from '../once-per.ts';
import { canBeWanted, isWanted } from '../plan/plan-creates.ts';
import { viewHub } from '../plan/side-view.ts';
import type { Look } from '../record.ts';
import { collectionOf, type Context } from './context.ts';
import { lookKey, type EarlierLooks } from './earlier-looks.ts';
import { isUsable } from './is-usable.ts';
import { recordsOf, type KnownItem } from './known-item.ts';

/**
 * Items that a listing shows as they were agreed on are done: what it says nothing of has hints of its own. Not so where
 * a record is still to be made, or where something is left of before.
 */
export function showsNoChange(context: Context, item: KnownItem, earlier: EarlierLooks): boolean {
  if (!isAtRest(item)) return false;
  let isListed = false;
  for (const record of recordsOf(item)) {
    const look = earlier.looks.get(lookKey(record.side, item.key.collection, record.id));
    if (look?.source !== 'listing' || !isUsable(context, earlier, look, { item, record })) continue;
    if (record.side === 'hub' && lacksRecord(context, look.look, item)) return false;
    isListed = true;
  }
  return isListed;
}

const isAtRest = ({ hasOpenEffects, links }: KnownItem): boolean =>
  !hasOpenEffects &&
  links.length > 0 &&
  links.every(
    ({ state, alive }) =>
      alive !== null &&
      alive.hub === alive.remote &&
      (state === 'live' ? alive.hub : state === 'tombstone' && !alive.hub),
  );

// Only what the hub shows decides whether a record is to be made.
function lacksRecord(context: Context, look: Look, { key, links }: KnownItem): boolean {
  const collection = collectionOf(context, key);
  const mappings = mappingsOf(collection).filter((mapping) => canBeWanted(links, mapping));
  if (mappings.length === 0) return false;
  const hub = viewHub(collection, look);
  return mappings.some((mapping) => isWanted({ collection, hub, links }, mapping));
}

const mappingsOf = oncePer(({ mappings }: CollectionModel) => Object.values(mappings));
