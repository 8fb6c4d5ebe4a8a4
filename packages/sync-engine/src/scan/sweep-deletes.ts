import { isWithinAllowance } from '../delete-guard.ts';
import { finding, recordOfLost, type Finding, type FindingKind } from '../finding.ts';
import { itemHint } from '../converge/converge-hints.ts';
import { mappingsOf, type Context } from '../converge/context.ts';
import { SideUnavailable, type Hint, type WaitingItem } from '../ports.ts';

/** How a sweep ended. */
export interface SweepResult {
  /** False: the listing could not be read, is not proven complete, or shows too much missing. */
  readonly finished: boolean;
  /** Records that are linked but not listed: a suspicion, to be looked at one by one. */
  readonly missing: number;
}

const pageSize = 1_000;

/**
 * Compares the ids that a side lists with those that are linked. What is missing is only a suspicion: it becomes
 * a hint, and the look that follows decides. Too much missing at once is a finding instead. Records that are
 * back after their delete, that were missed, never seen together with their item, ambiguous, refused or held back by the
 * delete guard, are hinted, too, and so is what waits for a record that is not listed, and what a worker that died left
 * open.
 *
 * @param name - a stream, or `hub.<collection>`
 */
export async function sweepDeletes(context: Context, name: string): Promise<SweepResult> {
  const collection = Object.values(context.model.collections).find(
    (candidate) => name === `hub.${candidate.name}`,
  );
  const side = collection === undefined ? context.ports.stream(name) : context.ports.hub(collection.name);
  try {
    if (collection !== undefined) await hintOpenEffects(context, collection.name);
    const { ids, complete } = await side.listIds();
    if (!complete) return { finished: false, missing: 0 };
    const { missing, linked } = await compare(context, name, ids);
    if (collection === undefined) {
      await hintUnlinked(context, name, ids);
      await hintWaiting(context, name, ids);
      await hintOpen(context, name);
    } else await hintOpen(context, 'hub', collection.name);
    if (missing.length === 0) return { finished: true, missing: 0 };
    if (!isWithinAllowance(context.options.guard, linked, missing.length)) {
      await context.ports.store.report([tooMany(name, missing.length, linked)]);
      return { finished: false, missing: missing.length };
    }
    const hints: Hint[] = missing.map((id) =>
      collection === undefined ? { side: name, record: id } : itemHint({ collection: collection.name, id }),
    );
    await context.ports.store.markDirty(hints);
    return { finished: true, missing: missing.length };
  } catch (error) {
    if (error instanceof SideUnavailable) return { finished: false, missing: 0 };
    throw error;
  }
}

// A listed record whose delete was agreed on has been restored; one without any link was missed, and one that never met
// its item was left there by a worker that died: the listing that showed it may have passed it since.
async function hintUnlinked(context: Context, stream: string, ids: readonly string[]): Promise<void> {
  const { store } = context.ports;
  const isImported = mappingsOf(context, stream).some(({ createInHub }) => createInHub);
  for (let start = 0; start < ids.length; start += pageSize) {
    const page = ids.slice(start, start + pageSize);
    const links = await store.linksOfRecords(stream, page);
    const known = new Set(links.map(({ link }) => link.remoteId));
    const left = links
      .filter(({ link: { state, alive } }) =>
        state === 'tombstone' ? alive?.remote === false : state === 'live' && alive === null,
      )
      .map(({ link }) => link.remoteId);
    const missed = isImported ? page.filter((id) => !known.has(id)) : [];
    const records = [...new Set([...left, ...missed])];
    if (records.length > 0) await store.markDirty(records.map((record) => ({ side: stream, record })));
  }
}

// What is planned or sent is settled by whoever holds a hint of its item. Nobody does if a worker died in the middle of a
// page, and the listing that showed the item has passed it since.
async function hintOpenEffects({ ports: { store } }: Context, collection: string): Promise<void> {
  let after: string | null = null;
  for (;;) {
    const page: readonly string[] = await store.itemsWithOpenEffects(collection, { after, limit: pageSize });
    if (page.length > 0) await store.markDirty(page.map((id) => itemHint({ collection, id })));
    if (page.length < pageSize) return;
    after = page.at(-1) ?? null;
  }
}

// What waits for a record that is not listed: it was renamed, or what names it names another by now, and no hint need
// tell.
async function hintWaiting({ ports: { store } }: Context, stream: string, ids: readonly string[]) {
  const listed = new Set(ids);
  let after: WaitingItem | null = null;
  for (;;) {
    const page: readonly WaitingItem[] = await store.waitingForRecords(stream, { after, limit: pageSize });
    const unlisted = page.filter(({ remoteId }) => !listed.has(remoteId));
    if (unlisted.length > 0) await store.markDirty(unlisted.map(({ item }) => itemHint(item)));
    if (page.length < pageSize) return;
    after = page.at(-1) ?? null;
  }
}

// What a finding of one item says may be over because of other records, and no hint of its own would tell: a rival
// was linked, edited or deleted, a write names another record now, the record that had the identity is gone, or one that
// the delete guard did not believe to be gone is there again.
const settledElsewhere: readonly FindingKind[] = [
  'ambiguous_match',
  'identity_taken',
  'write_refused',
  'delete_guard',
];

async function hintOpen({ ports }: Context, side: string, collection?: string): Promise<void> {
  const findings: Finding[] = [];
  for (const kind of settledElsewhere) findings.push(...(await ports.store.openOfKind(kind, side)));
  const hints = findings.flatMap(({ item, lost }): Hint[] => {
    if (item !== null)
      return collection === undefined || item.collection === collection ? [itemHint(item)] : [];
    const record = recordOfLost(lost);
    return record !== undefined && side !== 'hub' ? [{ side, record }] : [];
  });
  if (hints.length > 0) await ports.store.markDirty(hints);
}

async function compare(context: Context, name: string, ids: readonly string[]) {
  const listed = new Set(ids);
  const missing: string[] = [];
  let linked = 0;
  let after: string | null = null;
  for (;;) {
    const page: readonly string[] = await context.ports.store.linkedIds(name, { after, limit: pageSize });
    linked += page.length;
    missing.push(...page.filter((id) => !listed.has(id)));
    if (page.length < pageSize) return { missing, linked };
    after = page.at(-1) ?? null;
  }
}

const tooMany = (side: string, missing: number, linked: number) =>
  finding({
    kind: 'delete_guard',
    item: null,
    side,
    field: null,
    lost: undefined,
    message: `${side}: ${missing} of ${linked} linked records are not listed; none is taken for deleted`,
  });
