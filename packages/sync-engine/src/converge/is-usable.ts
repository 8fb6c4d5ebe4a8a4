import { agreedText } from '../agreed-text.ts';
import { itemText, type Link } from '../link.ts';
import type { Mapping } from '../model.ts';
import { oncePer } from '../once-per.ts';
import { viewHub, viewRemote, type SideView } from '../plan/side-view.ts';
import type { PeekedLink } from '../ports.ts';
import type { Look } from '../record.ts';
import { equalValues } from '../value.ts';
import { collectionOf, type Context } from './context.ts';
import { isOutdated, type EarlierLook, type EarlierLooks } from './earlier-looks.ts';
import type { KnownItem, RecordOfItem } from './known-item.ts';

/**
 * Whether an earlier look may serve in place of a new one. A look that began before the item's last commit may show what
 * that has already dealt with.
 */
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
