import type { Look } from '../record.ts';
import { isWanted } from '../plan/plan-creates.ts';
import { viewHub, viewRemote } from '../plan/side-view.ts';
import { itemText, type Link } from '../link.ts';
import { equalValues, type Fields } from '../value.ts';
import { collectionOf, sideOf, type Context } from './context.ts';
import type { Work } from './work.ts';

/** When something was read. */
export interface ReadTime {
  /** The store position at which reading began. */
  readonly position: number;
  /** Milliseconds of the engine's clock at which the answer was there. */
  readonly readAt: number;
}

/** A look that was made before the item was leased, e.g. by a listing. */
export interface EarlierLook extends ReadTime {
  readonly look: Look;
  /** A listing may be served from an older state than a look at the record itself. */
  readonly source: 'look' | 'listing';
}

/** What was read before items were leased. */
export interface EarlierLooks {
  /** By {@link lookKey}. */
  readonly looks: ReadonlyMap<string, EarlierLook>;
  /** Revisions of items at which these looks are fresh, although the item was committed since: by whoever made them. */
  readonly freshAt: ReadonlyMap<string, number>;
}

export const noLooks: EarlierLooks = { looks: new Map(), freshAt: new Map() };

/** Names a record on a side; the hub's records by collection. */
export const lookKey = (side: string, collection: string, id: string): string =>
  JSON.stringify(side === 'hub' ? [side, collection, id] : [side, id]);

interface Wanted<Of extends KnownItem = KnownItem> {
  readonly work: Of;
  readonly side: string;
  readonly id: string;
}

/** Looks at every side of every item, in one call a side; earlier looks serve where they are not stale. */
export async function lookAtItems(
  context: Context,
  works: readonly Work[],
  earlier: EarlierLooks,
): Promise<void> {
  const bySide = new Map<string, Wanted<Work>[]>();
  const looks = new Map(works.map((work) => [work, new Map<string, Look>()]));
  const carried: Wanted<Work>[] = [];
  for (const wanted of works.flatMap(sidesOf)) {
    const { work, side, id } = wanted;
    if (isCarried(wanted)) {
      carried.push(wanted);
      continue;
    }
    const known = earlier.looks.get(lookKey(side, work.key.collection, id));
    if (known !== undefined && isUsable(context, earlier, known, wanted))
      looks.get(work)?.set(side, known.look);
    else push(bySide, groupOf(wanted), wanted);
  }
  for (const wanted of carried) {
    const { work, side, id } = wanted;
    const look = work.carried.get(side);
    // Several items may stand in one record, and a write to one of them has changed it for all: what is read once more
    // for one of them is read for all.
    const again = bySide.get(groupOf(wanted));
    if (again?.some((other) => other.id === id) === true) again.push(wanted);
    else if (look !== undefined) looks.get(work)?.set(side, look);
  }
  for (const wanted of bySide.values())
    for (const [work, side, look] of await lookAtSide(context, wanted)) looks.get(work)?.set(side, look);
  for (const [work, found] of looks) {
    work.looks = found;
    work.carried = found;
  }
}

const groupOf = ({ work, side }: Wanted<Work>): string =>
  side === 'hub' ? `hub.${work.key.collection}` : side;

function isCarried({ work, side, id }: Wanted<Work>): boolean {
  const carried = work.carried.get(side);
  return carried?.kind === 'present' && carried.record.id === id;
}

/** What is known of an item: of one under a lease, or of one that nobody held. */
export type KnownItem = Pick<Work, 'key' | 'state'>;

/**
 * Items that a listing shows as they were agreed on are done: what it says nothing of has hints of its own. Not so where
 * a record is still to be made, or where something is left of before.
 */
export function showsNoChange(context: Context, known: KnownItem, earlier: EarlierLooks): boolean {
  const wanted = sidesOf(known);
  const listed = wanted.filter((one) => {
    const look = earlier.looks.get(lookKey(one.side, known.key.collection, one.id));
    return look?.source === 'listing' && isUsable(context, earlier, look, one);
  });
  return listed.length > 0 && isAtRest(known) && listed.every((one) => !lacksRecord(context, earlier, one));
}

/** Ends the work on items of which a listing shows no change. */
export function settleUnchanged(context: Context, works: readonly Work[], earlier: EarlierLooks): void {
  for (const work of works) if (showsNoChange(context, work, earlier)) work.outcome = { kind: 'settled' };
}

const isAtRest = ({ state }: KnownItem): boolean =>
  state.effects.length === 0 &&
  state.links.length > 0 &&
  state.links.every(
    ({ state: of, alive }) =>
      alive !== null &&
      alive.hub === alive.remote &&
      (of === 'live' ? alive.hub : of === 'tombstone' && !alive.hub),
  );

// Only what the hub shows decides whether a record is to be made.
function lacksRecord(context: Context, earlier: EarlierLooks, { work, side, id }: Wanted): boolean {
  if (side !== 'hub') return false;
  const collection = collectionOf(context, work.key);
  const known = earlier.looks.get(lookKey(side, work.key.collection, id));
  if (known === undefined) return true;
  const hub = viewHub(collection, known.look);
  return Object.values(collection.mappings).some((mapping) =>
    isWanted({ collection, hub, links: work.state.links }, mapping),
  );
}

/** A worker that stalled may hold what it read for any time: behind the time that a write may take, it is read again. */
export const isOutdated = ({ ports, options }: Context, { readAt }: Pick<ReadTime, 'readAt'>): boolean =>
  ports.now() - readAt > options.sendWindow;

// A look that began before the item's last commit may show what that commit has already dealt with.
function isUsable(context: Context, earlier: EarlierLooks, known: EarlierLook, wanted: Wanted): boolean {
  const { key, state } = wanted.work;
  const isFresh = known.position >= state.committedAt || earlier.freshAt.get(itemText(key)) === state.rev;
  if (!isFresh) return false;
  if (isOutdated(context, known)) return false;
  return known.source === 'look' || showsNothingNew(context, known.look, wanted);
}

// What a listing shows as changed is looked at once more; what it shows for the first time has no base to harm.
function showsNothingNew(context: Context, look: Look, { work, side }: Wanted): boolean {
  const collection = collectionOf(context, work.key);
  if (side === 'hub') {
    const { presence, values } = viewHub(collection, look);
    const agreed = (link: Link): boolean =>
      isAsAgreed(link, values, Object.keys(collection.mappings[link.stream]?.fields ?? {}), 'hub');
    if (work.state.links.length === 0) return false;
    return presence === 'live'
      ? // An item that is back is news, whatever it shows.
        work.state.links.every((link) => link.state === 'live' && agreed(link))
      : presence === 'soft' && work.state.links.every((link) => isKnownDeleted(link, 'hub'));
  }
  const link = work.state.links.find(({ stream }) => stream === side);
  const mapping = collection.mappings[side];
  if (link === undefined || mapping === undefined) return false;
  const { presence, values } = viewRemote(mapping, link, look);
  if (presence === 'soft') return isKnownDeleted(link, 'remote');
  if (link.state !== 'live') return false;
  return (
    presence === 'live' &&
    (link.alive === null || isAsAgreed(link, values, Object.keys(mapping.fields), 'remote'))
  );
}

const isKnownDeleted = ({ state, alive }: Link, side: 'hub' | 'remote'): boolean =>
  state === 'tombstone' && alive?.[side] === false;

const isAsAgreed = (link: Link, values: Fields, fields: readonly string[], side: 'hub' | 'remote'): boolean =>
  fields.every(
    (field) => link.base[field] !== undefined && equalValues(values[field], link.base[field][side]),
  );

const sidesOf = <Of extends KnownItem>(work: Of): Wanted<Of>[] => [
  { work, side: 'hub', id: work.key.id },
  ...work.state.links
    .filter(({ state }) => state === 'live' || state === 'tombstone')
    .map(({ stream, remoteId }) => ({ work, side: stream, id: remoteId })),
];

async function lookAtSide(
  context: Context,
  wanted: readonly Wanted<Work>[],
): Promise<[Work, string, Look][]> {
  const [first] = wanted;
  if (first === undefined) return [];
  const ids = [...new Set(wanted.map(({ id }) => id))];
  const found = await sideOf(context, first.work.key.collection, first.side).look(ids);
  const byId = new Map(ids.map((id, index) => [id, found[index]]));
  return wanted.map(({ work, side, id }) => [
    work,
    side,
    byId.get(id) ?? { kind: 'unknown', cause: 'no answer' },
  ]);
}

function push<Value>(groups: Map<string, Value[]>, key: string, value: Value): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}
