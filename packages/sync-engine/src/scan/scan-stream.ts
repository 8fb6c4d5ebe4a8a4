import { finding, type Finding } from '../finding.ts';
import { itemText, type ItemKey } from '../link.ts';
import { convergeItems } from '../converge/converge-items.ts';
import { itemHint, itemsOfRecords } from '../converge/converge-hints.ts';
import { mappingsOf, type Context } from '../converge/context.ts';
import { lookKey, type EarlierLook, type EarlierLooks, type ReadTime } from '../converge/earlier-looks.ts';
import { takeTurns } from '../converge/take-turns.ts';
import { SideUnavailable, type Hint, type ListOptions, type ListPage, type Side } from '../ports.ts';
import type { Look } from '../record.ts';
import { startProgress, type ScanResult, type TakenPage } from './scan-progress.ts';
import { unchangedRecords } from './unchanged-records.ts';

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
  const { pagesAtOnce } = context.options;
  const within = pagesAtOnce > 1 ? { ...context, planInTurn: takeTurns() } : context;
  const progress = await startProgress(context, name);
  const { cursor } = progress.checkpoint;
  const begin = (page: string | null): Promise<ReadPage | undefined> => {
    const reading = readPage(context, scanned, { cursor, lookBack: scanned.overlap, page });
    // Its error is told when its turn comes; until then nobody may be there to hear of it.
    reading.catch(() => undefined);
    return reading;
  };
  let reading = begin(scanned.resumable ? progress.checkpoint.page : null);
  try {
    for (;;) {
      const page = await reading;
      // What was read before is not lost, or a side that fails every few pages would never get on.
      if (page === undefined) {
        await progress.passAll(0);
        return progress.result(false);
      }
      const { next } = page.listed;
      // Where several pages may be under way, the next is read while this one is dealt with.
      if (next !== null && pagesAtOnce > 1) reading = begin(next);
      // First contact takes its turn; what comes after it goes on beside the next page.
      progress.begin(page.listed, await takePage(within, scanned, page));
      if (!(await progress.passAll(next === null ? 0 : pagesAtOnce - 1))) return progress.result(false);
      if (next === null) return progress.result(true);
      if (pagesAtOnce === 1) reading = begin(next);
    }
  } catch (error) {
    if (error instanceof SideUnavailable) return progress.result(false);
    throw error;
  } finally {
    await Promise.allSettled([reading, progress.ended()]);
  }
}

/** A page, and when it was read. */
interface ReadPage extends ReadTime {
  readonly listed: ListPage;
}

/** `undefined`: the side cannot be asked. */
async function readPage(
  context: Context,
  { side }: Scanned,
  options: ListOptions,
): Promise<ReadPage | undefined> {
  const position = await context.ports.store.position();
  try {
    const listed = await side.list(options);
    return { listed, position, readAt: context.ports.now() };
  } catch (error) {
    if (error instanceof SideUnavailable) return undefined;
    throw error;
  }
}

/** Takes a page through first contact, and begins to converge it. */
async function takePage(
  context: Context,
  scanned: Scanned,
  { listed, position, readAt }: ReadPage,
): Promise<TakenPage> {
  await context.ports.store.report(listed.poison.map((poison) => cannotBeRead(scanned.name, poison)));
  const earlier = new Map<string, EarlierLook>(
    listed.records.map((record) => [
      lookKey(scanned.collection === null ? scanned.name : 'hub', scanned.collection ?? '', record.id),
      { look: { kind: 'present', record }, position, readAt, source: 'listing' },
    ]),
  );
  const unchanged = await unchangedRecords(context, {
    ...scanned,
    records: listed.records,
    earlier: { looks: earlier, freshAt: new Map() },
  });
  const looks = new Map<string, Look>(
    listed.records
      .filter(({ id }) => !unchanged.has(id))
      .map((record) => [record.id, { kind: 'present', record }]),
  );
  const { items, later, freshAt } = await itemsOf(context, scanned, looks, { position, readAt });
  const quarantined = listed.poison.flatMap(({ id }) => id ?? []);
  const hints = [...later, ...quarantined].map((id) => hintOf(scanned, id));
  return {
    isThroughFirstContact: later.length === 0,
    converged: convergePage(context, items, { looks: earlier, freshAt }, hints),
  };
}

// What is left open, or could not be read with the page, is looked at by itself: the page goes on without it.
async function convergePage(
  context: Context,
  items: readonly ItemKey[],
  earlier: EarlierLooks,
  others: readonly Hint[],
): Promise<void> {
  const outcomes = await convergeItems(context, items, earlier);
  const open = items.filter((item) => outcomes.get(itemText(item))?.kind !== 'settled');
  const hints = [...open.map(itemHint), ...others];
  if (hints.length > 0) await context.ports.store.markDirty(hints);
}

const hintOf = ({ name, collection }: Scanned, id: string): Hint =>
  collection === null ? { side: name, record: id } : itemHint({ collection, id });

async function itemsOf(
  context: Context,
  { name, collection }: Scanned,
  looks: ReadonlyMap<string, Look>,
  read: ReadTime,
): Promise<{ items: readonly ItemKey[]; later: readonly string[]; freshAt: ReadonlyMap<string, number> }> {
  if (collection !== null)
    return { items: [...looks.keys()].map((id) => ({ collection, id })), later: [], freshAt: new Map() };
  const found = await itemsOfRecords(context, { stream: name, looks, ...read });
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
