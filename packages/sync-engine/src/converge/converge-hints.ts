import { itemOfText, itemText, type ItemKey } from '../link.ts';
import type { DirtyRow, Hint } from '../ports.ts';
import type { Look } from '../record.ts';
import { adoptRecords } from './adopt-records.ts';
import type { Context } from './context.ts';
import { convergeItems } from './converge-items.ts';
import { lookKey, type EarlierLook, type ReadTime } from './earlier-looks.ts';
import type { Outcome } from './work.ts';

/** The hint that an item of the hub is to be looked at. */
export const itemHint = (item: ItemKey): Hint => ({ side: 'hub', record: itemText(item) });

/** Records of a stream with what was seen of them. */
export interface SeenRecords extends ReadTime {
  readonly stream: string;
  readonly looks: ReadonlyMap<string, Look>;
}

/** Works off dirty rows: looks at what they name and converges it; rows whose items are settled are cleared. */
export async function convergeHints(context: Context, rows: readonly DirtyRow[]): Promise<void> {
  const pending = new Map<DirtyRow, { items: readonly ItemKey[]; later: boolean }>();
  const earlier = new Map<string, EarlierLook>();
  const freshAt = new Map<string, number>();
  for (const row of rows.filter(({ side }) => side === 'hub'))
    pending.set(row, { items: [itemOfText(row.record)], later: false });
  const remote = Map.groupBy(
    rows.filter(({ side }) => side !== 'hub'),
    ({ side }) => side,
  );
  for (const [stream, group] of remote) {
    const seen = await lookAtRecords(context, stream, [...new Set(group.map(({ record }) => record))]);
    const found = await itemsOfRecords(context, seen);
    for (const [item, rev] of found.freshAt) freshAt.set(item, rev);
    for (const [id, look] of seen.looks)
      earlier.set(lookKey(stream, '', id), {
        look,
        position: seen.position,
        readAt: seen.readAt,
        source: 'look',
      });
    for (const row of group)
      pending.set(row, { items: found.items.get(row.record) ?? [], later: found.later.has(row.record) });
  }
  const keys = [...pending.values()].flatMap(({ items }) => items);
  const outcomes = await convergeItems(context, keys, { looks: earlier, freshAt });
  await finishRows(context, pending, outcomes);
}

async function finishRows(
  { ports, options }: Context,
  pending: ReadonlyMap<DirtyRow, { items: readonly ItemKey[]; later: boolean }>,
  outcomes: ReadonlyMap<string, Outcome>,
): Promise<void> {
  const done: DirtyRow[] = [];
  const deferred = new Map<number, DirtyRow[]>();
  for (const [row, { items, later }] of pending) {
    const waits = items.flatMap((item) => {
      const outcome = outcomes.get(itemText(item));
      return outcome?.kind === 'retry' ? [outcome.after] : [];
    });
    const after = later ? [...waits, options.retryAfter] : waits;
    if (after.length === 0) done.push(row);
    else {
      const soonest = Math.min(...after);
      deferred.set(soonest, [...(deferred.get(soonest) ?? []), row]);
    }
  }
  if (done.length > 0) await ports.store.clearDirty(done);
  for (const [after, rows] of deferred) await ports.store.deferDirty(rows, after);
}

async function lookAtRecords(context: Context, stream: string, ids: readonly string[]): Promise<SeenRecords> {
  const position = await context.ports.store.position();
  const looks = await context.ports.stream(stream).look(ids);
  return {
    stream,
    position,
    readAt: context.ports.now(),
    looks: new Map(ids.map((id, index) => [id, looks[index] ?? { kind: 'unknown', cause: 'no answer' }])),
  };
}

/** The items of records, by record id: those they are linked to, and those first contact links them to now. */
export async function itemsOfRecords(
  context: Context,
  { stream, looks, position, readAt }: SeenRecords,
): Promise<{
  items: ReadonlyMap<string, readonly ItemKey[]>;
  later: ReadonlySet<string>;
  freshAt: ReadonlyMap<string, number>;
}> {
  if (looks.size === 0) return { items: new Map(), later: new Set(), freshAt: new Map() };
  const present = [...looks.values()].flatMap((look) => (look.kind === 'present' ? [look.record] : []));
  const adoption = await adoptRecords(context, stream, present, { position, readAt });
  const later = new Set(adoption.later);
  const moved = [...looks.values()].flatMap((look) => (look.kind === 'moved' ? [look.to] : []));
  // The winner of a merge may be a record that nobody has looked at yet.
  if (moved.length > 0)
    await context.ports.store.markDirty(moved.map((record) => ({ side: stream, record })));
  for (const [id, { kind }] of looks) if (kind === 'unknown') later.add(id);
  const linked = await context.ports.store.linksOfRecords(stream, [...looks.keys()]);
  const owned = [...linked.map(({ link, item }) => ({ record: link.remoteId, item })), ...adoption.renamed];
  const items = Map.groupBy(owned, ({ record }) => record);
  return {
    later,
    freshAt: adoption.freshAt,
    items: new Map([...items].map(([id, own]) => [id, own.map(({ item }) => item)])),
  };
}
