import type {
  Checkpoint,
  CommitResult,
  DirtyRow,
  HistoryEntry,
  ItemCommit,
  ItemKey,
  ItemState,
  Link,
  OwnedLink,
  Store,
  WaitsFor,
} from '../../src/index.ts';
import { itemLease, itemText, remotePartKey } from '../../src/index.ts';
import { createDirtyRows } from './dirty-rows.ts';
import { createFindingRows, type FindingRow } from './finding-rows.ts';
import { createItemRows, type ItemRows } from './item-rows.ts';
import { createLeases } from './leases.ts';
import { peekedItem } from './peeked-item.ts';
import { createWaitRows, isBefore, isMet } from './wait-rows.ts';

export interface HistoryRow extends HistoryEntry {
  readonly item: ItemKey;
  /** Store position of the commit. */
  readonly position: number;
  readonly at: number;
}

/** The store in memory, and a view of its tables for workers (dirty rows) and oracles (all others). */
export interface MemoryStore extends Store {
  /** Rows that may be worked on now. */
  dueDirty(limit: number): readonly DirtyRow[];
  /** When the next row may be worked on, milliseconds; `undefined`: no row is left. */
  nextDue(): number | undefined;
  tables(): StoreTables;
}

export interface StoreTables {
  readonly items: readonly ItemState[];
  readonly findings: readonly FindingRow[];
  readonly history: readonly HistoryRow[];
  readonly dirty: readonly DirtyRow[];
  readonly waits: readonly { readonly item: ItemKey; readonly waits: readonly WaitsFor[] }[];
  readonly effects: ReturnType<ItemRows['effects']>;
}

/** @param options.now the clock of leases, deferrals and delete counts, milliseconds */
export function createMemoryStore({ now }: { readonly now: () => number }): MemoryStore {
  const leases = createLeases(now);
  const dirty = createDirtyRows(now);
  const findings = createFindingRows(now);
  const items = createItemRows();
  const waits = createWaitRows();
  const checkpoints = new Map<string, Checkpoint>();
  const deletions: { stream: string; remoteId: string; at: number }[] = [];
  const history: HistoryRow[] = [];
  let position = 0;

  const checkpointOf = (stream: string): Checkpoint =>
    checkpoints.get(stream) ?? { rev: 0, cursor: null, page: null, firstListingDone: false };

  function wake(before: ItemState, commit: ItemCommit): void {
    const known = new Set(before.links.filter(isLive).map(remotePartKey));
    const made = commit.links.filter((link) => isLive(link) && !known.has(remotePartKey(link)));
    const woken = made.flatMap((link) => waits.wokenBy({ item: commit.key, link }));
    waits.replace(commit.key, commit.waits);
    // A link that was made while this item was being planned wakes nobody later: look once more.
    const isLate = commit.waits.some(
      (wait) =>
        (wait.kind === 'listing' && checkpointOf(wait.stream).firstListingDone) ||
        items.links().some((owned) => isMet(wait, owned)),
    );
    dirty.mark([...woken, ...(isLate ? [commit.key] : [])].map(hubHint));
  }

  function commitOne(commit: ItemCommit): CommitResult {
    const before = items.get(commit.key);
    if (before.rev !== commit.rev || !leases.isHeld(commit.lease)) return { kind: 'fenced' };
    if (items.isTaken(commit)) return { kind: 'link_taken' };
    position += 1;
    const { rev } = items.put(commit, position);
    wake(before, commit);
    findings.resolve(commit.resolved);
    findings.report(commit.findings);
    dirty.mark(commit.dirty);
    for (const deletion of commit.deletions) deletions.push({ ...deletion, at: now() });
    for (const entry of commit.history) history.push({ ...entry, item: commit.key, position, at: now() });
    return { kind: 'committed', rev };
  }

  const linksWhere = (test: (owned: OwnedLink) => boolean): readonly OwnedLink[] =>
    items.links().filter(test);

  /** Of records with a live link in a stream, or of items with one where `side` is `hub.<collection>`. */
  function liveIds(side: string): readonly string[] {
    const live = linksWhere(({ link }) => isLive(link));
    const ids = live.flatMap(({ item, link }) => [
      ...(link.stream === side ? [link.remoteId] : []),
      // An item that the hub was never seen with is not missing there: it is yet to be made.
      ...(`hub.${item.collection}` === side && link.alive !== null ? [item.id] : []),
    ]);
    return [...new Set(ids)].toSorted((left, right) => (left < right ? -1 : 1));
  }

  return {
    position: async () => position,
    lease: async (keys, milliseconds) => leases.take(keys, milliseconds),
    release: async (given) => leases.release(given),
    load: async (keys) => keys.map((key) => items.get(key)),
    async peek(of) {
      const keys =
        'items' in of
          ? of.items
          : linksWhere(({ link }) => link.stream === of.stream && of.remoteIds.includes(link.remoteId)).map(
              ({ item }) => item,
            );
      return [...new Map(keys.map((key) => [itemText(key), items.get(key)])).values()]
        .filter(({ rev }) => rev > 0)
        .map((state) =>
          peekedItem(state, {
            side: 'items' in of ? 'hub' : 'remote',
            isHeld: leases.isTaken(itemLease(state.key)),
          }),
        );
    },
    digest: (text) => text,
    commit: async (commits) => commits.map(commitOne),
    async linksOfRecords(stream, remoteIds) {
      const wanted = new Set(remoteIds);
      return linksWhere(({ link }) => link.stream === stream && wanted.has(link.remoteId));
    },
    async linksCreatedAt(stream, createdAt) {
      const wanted = new Set(createdAt);
      return linksWhere(
        ({ link }) =>
          link.stream === stream &&
          link.createdAt !== null &&
          wanted.has(link.createdAt) &&
          (link.state === 'live' || link.state === 'tombstone'),
      );
    },
    async linksWithClaims(collection, claims) {
      const wanted = new Set(claims);
      return linksWhere(
        ({ item, link }) =>
          item.collection === collection &&
          isLive(link) &&
          link.alive === null &&
          link.claims.some((claim) => wanted.has(claim)),
      );
    },
    async linksOfItems(stream, keys) {
      const wanted = new Set(keys.map(itemText));
      return linksWhere(({ item, link }) => link.stream === stream && wanted.has(itemText(item)));
    },
    async deleteCounts(stream, milliseconds) {
      const recent = deletions.filter((row) => row.stream === stream && row.at > now() - milliseconds);
      return {
        live: liveIds(stream).length,
        deleted: [...new Set(recent.map(({ remoteId }) => remoteId))],
      };
    },
    linkedIds: async (side, { after, limit }) =>
      liveIds(side)
        .filter((id) => after === null || id > after)
        .slice(0, limit),
    waitingForRecords: async (stream, { after, limit }) =>
      waits
        .forRecords(stream)
        .filter((row) => after === null || isBefore(after, row))
        .slice(0, limit),
    itemsWithOpenEffects: async (collection, { after, limit }) =>
      items
        .all()
        .filter(({ key, effects }) => key.collection === collection && effects.length > 0)
        .map(({ key }) => key.id)
        .filter((id) => after === null || id > after)
        .toSorted((left, right) => (left < right ? -1 : 1))
        .slice(0, limit),
    openFindings: async (keys) => findings.openKeys(keys),
    openOfKind: async (kind, side) =>
      findings
        .all()
        .filter(({ open, finding }) => open && finding.kind === kind && finding.side === side)
        .map(({ finding }) => finding),
    markDirty: async (hints) => dirty.mark(hints),
    clearDirty: async (rows) => dirty.clear(rows),
    deferDirty: async (rows, milliseconds) => dirty.defer(rows, milliseconds),
    report: async (given) => findings.report(given),
    loadCheckpoint: async (stream) => checkpointOf(stream),
    async saveCheckpoint(stream, rev, next) {
      if (checkpointOf(stream).rev !== rev) return false;
      const isFirst = next.firstListingDone && !checkpointOf(stream).firstListingDone;
      checkpoints.set(stream, { ...next, rev: rev + 1 });
      if (isFirst) dirty.mark(waits.waitingForListing(stream).map(hubHint));
      return true;
    },
    dueDirty: (limit) => dirty.due(limit),
    nextDue: () => dirty.nextDue(),
    tables: () => ({
      items: items.all(),
      findings: findings.all(),
      history,
      dirty: dirty.all(),
      waits: waits.all(),
      effects: items.effects(),
    }),
  };
}

const isLive = (link: Link): boolean => link.state === 'live';
const hubHint = (item: ItemKey): { side: 'hub'; record: string } => ({ side: 'hub', record: itemText(item) });
