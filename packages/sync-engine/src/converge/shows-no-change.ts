import { agreedText } from '../agreed-text.ts';
import { itemText, type ItemKey, type Link } from '../link.ts';
import type { CollectionModel, Mapping } from '../model.ts';
import { oncePer } from '../once-per.ts';
import { canBeWanted, isWanted } from '../plan/plan-creates.ts';
import { viewHub, viewRemote, type SideView } from '../plan/side-view.ts';
import type { PeekedLink } from '../ports.ts';
import type { Look } from '../record.ts';
import { equalValues } from '../value.ts';
import { collectionOf, type Context } from './context.ts';
import { isOutdated, lookKey, type EarlierLook, type EarlierLooks } from './earlier-looks.ts';

/** What is known of an item: of one under a lease, or of one that was peeked at. */
export interface KnownItem {
  readonly key: ItemKey;
  readonly rev: number;
  readonly committedAt: number;
  readonly hasOpenEffects: boolean;
  readonly links: readonly (Link | PeekedLink)[];
}

/** A record that an item stands in: `side` is `hub` or a stream. */
export interface RecordOfItem {
  readonly side: string;
  readonly id: string;
}

/** The hub's record of an item, and those of its links that count. */
export function recordsOf({ key, links }: Pick<KnownItem, 'key' | 'links'>): readonly RecordOfItem[] {
  const records: RecordOfItem[] = [{ side: 'hub', id: key.id }];
  for (const { state, stream, remoteId } of links)
    if (state === 'live' || state === 'tombstone') records.push({ side: stream, id: remoteId });
  return records;
}

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

/** Whether an earlier look may serve in place of a new one. A look that began before the item's last commit may show what that has already dealt with. */
export function isUsable(
  context: Context,
  earlier: EarlierLooks,
  known: EarlierLook,
  { item, record }: { readonly item: KnownItem; readonly record: RecordOfItem },
): boolean {
  const isFresh = known.position >= item.committedAt || earlier.freshAt.get(itemText(item.key)) === item.rev;
  if (!isFresh) return false;
  if (isOutdated(context, known)) return false;
  return known.source === 'look' || showsNothingNew(context, known.look, item, record.side);
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

// What a listing shows as changed is looked at once more; what it shows for the first time has no base to harm.
function showsNothingNew(context: Context, look: Look, { key, links }: KnownItem, side: string): boolean {
  const collection = collectionOf(context, key);
  if (side === 'hub') {
    const view = viewHub(collection, look, { isKept: false });
    const agreed = (link: Link | PeekedLink): boolean =>
      isAsAgreed(context, link, view, fieldsOf(collection.mappings[link.stream]), 'hub');
    if (links.length === 0) return false;
    return view.presence === 'live'
      ? // An item that is back is news, whatever it shows.
        links.every((link) => link.state === 'live' && agreed(link))
      : view.presence === 'soft' && links.every((link) => isKnownDeleted(link, 'hub'));
  }
  const link = links.find(({ stream }) => stream === side);
  const mapping = collection.mappings[side];
  if (link === undefined || mapping === undefined) return false;
  const view = viewRemote(mapping, link, look, { isKept: false });
  if (view.presence === 'soft') return isKnownDeleted(link, 'remote');
  if (link.state !== 'live') return false;
  return (
    view.presence === 'live' &&
    (link.alive === null || isAsAgreed(context, link, view, fieldsOf(mapping), 'remote'))
  );
}

const mappingsOf = oncePer(({ mappings }: CollectionModel) => Object.values(mappings));

const fieldsOf = (mapping: Mapping | undefined): readonly string[] =>
  mapping === undefined ? [] : sortedFields(mapping);

const sortedFields = oncePer(({ fields }: Mapping) => Object.keys(fields).toSorted());

const isKnownDeleted = ({ state, alive }: Pick<Link, 'state' | 'alive'>, side: 'hub' | 'remote'): boolean =>
  state === 'tombstone' && alive?.[side] === false;

function isAsAgreed(
  { ports }: Context,
  link: Link | PeekedLink,
  { values, unreadable }: SideView,
  fields: readonly string[],
  side: 'hub' | 'remote',
): boolean {
  // What cannot be read must be told of, also where it was empty when both sides agreed.
  if (fields.some((field) => unreadable[field] !== undefined)) return false;
  if ('agreed' in link)
    return link.agreed.side === side && link.agreed.digest === ports.store.digest(agreedText(values, fields));
  return fields.every(
    (field) => link.base[field] !== undefined && equalValues(values[field], link.base[field][side]),
  );
}
