import type { Look } from '../record.ts';
import { sideOf, type Context } from './context.ts';
import { lookKey, type EarlierLooks } from './earlier-looks.ts';
import { isUsable } from './is-usable.ts';
import { recordsOf, type KnownItem, type RecordOfItem } from './known-item.ts';
import { showsNoChange } from './shows-no-change.ts';
import type { Work } from './work.ts';

interface Wanted extends RecordOfItem {
  readonly work: Work;
  readonly item: KnownItem;
}

/** Looks at every side of every item, in one call a side; earlier looks serve where they are not stale. */
export async function lookAtItems(
  context: Context,
  works: readonly Work[],
  earlier: EarlierLooks,
): Promise<void> {
  const bySide = new Map<string, Wanted[]>();
  const looks = new Map(works.map((work) => [work, new Map<string, Look>()]));
  const carried: Wanted[] = [];
  for (const wanted of works.flatMap(wantedOf)) {
    const { work, item, side, id } = wanted;
    if (isCarried(wanted)) {
      carried.push(wanted);
      continue;
    }
    const known = earlier.looks.get(lookKey(side, work.key.collection, id));
    if (known !== undefined && isUsable(context, earlier, known, { item, record: wanted }))
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

/** Ends the work on items of which a listing shows no change. */
export function settleUnchanged(context: Context, works: readonly Work[], earlier: EarlierLooks): void {
  for (const work of works)
    if (showsNoChange(context, knownOf(work), earlier)) work.outcome = { kind: 'settled' };
}

function wantedOf(work: Work): Wanted[] {
  const item = knownOf(work);
  return recordsOf(item).map((record) => ({ ...record, work, item }));
}

const knownOf = ({ key, state: { rev, committedAt, links, effects } }: Work): KnownItem => ({
  key,
  rev,
  committedAt,
  links,
  hasOpenEffects: effects.length > 0,
});

const groupOf = ({ work, side }: Wanted): string => (side === 'hub' ? `hub.${work.key.collection}` : side);

function isCarried({ work, side, id }: Wanted): boolean {
  const carried = work.carried.get(side);
  return carried?.kind === 'present' && carried.record.id === id;
}

async function lookAtSide(context: Context, wanted: readonly Wanted[]): Promise<[Work, string, Look][]> {
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
