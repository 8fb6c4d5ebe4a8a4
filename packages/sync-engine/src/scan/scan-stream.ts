import { finding, type Finding } from '../finding.ts';
import { itemText, type ItemKey } from '../link.ts';
import { convergeItems } from '../converge/converge-items.ts';
import { itemHint, itemsOfRecords } from '../converge/converge-hints.ts';
import { mappingsOf, type Context } from '../converge/context.ts';
import { lookKey, type EarlierLook } from '../converge/look-at-items.ts';
import { SideUnavailable, type Checkpoint, type Hint, type ListPage, type Side } from '../ports.ts';
import type { Look } from '../record.ts';

/** How a scan ended. */
export interface ScanResult {
  /** False: the side could not be read to the end, or another scan moved the checkpoint. */
  readonly finished: boolean;
  readonly records: number;
}

interface Scanned {
  readonly name: string;
  readonly side: Side;
  /** `null` for a stream. */
  readonly collection: string | null;
  readonly overlap: number;
  readonly resumable: boolean;
}

/**
 * Reads what changed since the checkpoint (everything, the first time), page by page, and converges it. The
 * checkpoint moves only behind what is committed: converged, or dirty, or in a finding.
 *
 * @param name - a stream, or `hub.<collection>`
 */
export async function scan(context: Context, name: string): Promise<ScanResult> {
  const scanned = sideOf(context, name);
  let checkpoint = await context.ports.store.loadCheckpoint(name);
  let page = scanned.resumable ? checkpoint.page : null;
  let records = 0;
  try {
    for (;;) {
      const position = await context.ports.store.position();
      const listed = await scanned.side.list({ cursor: checkpoint.cursor, lookBack: scanned.overlap, page });
      const taken = await takePage(context, scanned, listed, position);
      records += listed.records.length;
      // Creates wait for the first listing to be matched: it does not pass a record that could not be.
      if (!taken && !checkpoint.firstListingDone) return { finished: false, records };
      const next = advanceCheckpoint(checkpoint, listed);
      // Another scan, or an operator, moved it meanwhile: what they decided stands.
      if (!(await context.ports.store.saveCheckpoint(name, checkpoint.rev, next)))
        return { finished: false, records };
      if (listed.next === null) return { finished: true, records };
      checkpoint = { ...next, rev: checkpoint.rev + 1 };
      page = listed.next;
    }
  } catch (error) {
    if (error instanceof SideUnavailable) return { finished: false, records };
    throw error;
  }
}

// Only the last page proves that nothing older is left; until then the cursor stays.
function advanceCheckpoint(checkpoint: Checkpoint, listed: ListPage): Omit<Checkpoint, 'rev'> {
  if (listed.next !== null)
    return { cursor: checkpoint.cursor, page: listed.next, firstListingDone: checkpoint.firstListingDone };
  return { cursor: listed.cursor ?? checkpoint.cursor, page: null, firstListingDone: true };
}

// False: some records could not be through first contact now; they are dirty.
async function takePage(
  context: Context,
  scanned: Scanned,
  listed: ListPage,
  position: number,
): Promise<boolean> {
  await context.ports.store.report(listed.poison.map((poison) => cannotBeRead(scanned.name, poison)));
  const looks = new Map<string, Look>(
    listed.records.map((record) => [record.id, { kind: 'present', record }]),
  );
  const { items, later, freshAt } = await itemsOf(context, scanned, looks, position);
  const earlier = new Map<string, EarlierLook>(
    [...looks].map(([id, look]) => [
      lookKey(scanned.collection === null ? scanned.name : 'hub', scanned.collection ?? '', id),
      { look, position, source: 'listing' },
    ]),
  );
  const outcomes = await convergeItems(context, items, { looks: earlier, freshAt });
  const open = items.filter((item) => outcomes.get(itemText(item))?.kind !== 'settled');
  // What the listing could not show is looked at by itself: the page goes on without it.
  const quarantined = listed.poison.flatMap(({ id }) => id ?? []);
  const hints: Hint[] = [
    ...open.map(itemHint),
    ...[...later, ...quarantined].map((id) => hintOf(scanned, id)),
  ];
  if (hints.length > 0) await context.ports.store.markDirty(hints);
  return later.length === 0;
}

const hintOf = ({ name, collection }: Scanned, id: string): Hint =>
  collection === null ? { side: name, record: id } : itemHint({ collection, id });

async function itemsOf(
  context: Context,
  { name, collection }: Scanned,
  looks: ReadonlyMap<string, Look>,
  position: number,
): Promise<{ items: readonly ItemKey[]; later: readonly string[]; freshAt: ReadonlyMap<string, number> }> {
  if (collection !== null)
    return { items: [...looks.keys()].map((id) => ({ collection, id })), later: [], freshAt: new Map() };
  const found = await itemsOfRecords(context, { stream: name, looks, position });
  return { items: [...found.items.values()].flat(), later: [...found.later], freshAt: found.freshAt };
}

function sideOf(context: Context, name: string): Scanned {
  const collection = Object.values(context.model.collections).find(
    (candidate) => name === `hub.${candidate.name}`,
  );
  if (collection !== undefined)
    return {
      name,
      side: context.ports.hub(collection.name),
      collection: collection.name,
      overlap: collection.overlap,
      resumable: true,
    };
  const [mapping] = mappingsOf(context, name);
  if (mapping === undefined) throw new Error(`${name} is no stream of the model, and no hub.<collection>`);
  const { overlap, resumable } = mapping.capabilities;
  return { name, side: context.ports.stream(name), collection: null, overlap, resumable };
}

const cannotBeRead = (side: string, { id, cause }: { id: string | null; cause: string }): Finding =>
  finding({
    kind: 'quarantined',
    item: null,
    side,
    field: null,
    lost: id ?? cause,
    message: `${side} ${id ?? '(no id)'} cannot be read as a record: ${cause}`,
  });
