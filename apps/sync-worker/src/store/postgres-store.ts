import type { DirtyRow, Fields, ItemKey, Lane, Store } from '@unified-sync/sync-engine';
import type { RawBuilder } from 'kysely';
import { installationId, rememberAccount } from './accounts.ts';
import { beginOver, loadCheckpoint, saveCheckpoint, stalledListings } from './checkpoints.ts';
import { commitItems } from './commit/commit-items.ts';
import { clearDirty, deferDirty } from './dirty/finish-dirty.ts';
import { keepTaken, renewTaken, type KeepTakenOptions } from './dirty/keep-taken.ts';
import { markDirty } from './dirty/mark-dirty.ts';
import { nextDue, nextDueByLane, type DueLane } from './dirty/next-due.ts';
import { takeDirty, type TakeDirtyOptions, type TakenRow } from './dirty/take-dirty.ts';
import { decideFindings, decisionsOfItems, type FindingDecision } from './findings/decide-findings.ts';
import {
  markFindingsPublished,
  unpublishedFindings,
  type OutgoingFinding,
} from './findings/publish-findings.ts';
import {
  listFindings,
  type FindingStatus,
  openFindingKeys,
  type ListFindingsOptions,
  type StoredFinding,
} from './findings/read-findings.ts';
import { reportFindings } from './findings/report-findings.ts';
import { reportLongWaits, type LongWaitOptions } from './findings/report-long-waits.ts';
import { readHistory, type HistoryOptions, type PastEntry } from './history.ts';
import {
  deleteCounts,
  linkedIds,
  linksCreatedAt,
  linksOfItems,
  linksOfRecords,
  linksWithClaims,
} from './items/find-links.ts';
import { digestOf } from './items/link-row.ts';
import { itemsWithOpenEffects } from './items/items-with-open-effects.ts';
import { loadItems } from './items/load-items.ts';
import { peekItems } from './items/peek-items.ts';
import { waitingForRecords } from './items/waiting-for-records.ts';
import { writesToItems } from './items/writes-to-items.ts';
import { releaseLeases, takeLeases } from './leases.ts';
import type { Database } from './open-database.ts';
import { readOldestUnsynced, type OldestUnsynced } from './oldest-unsynced.ts';
import { currentPosition } from './position.ts';
import { prune, type Pruned, type Retention } from './prune.ts';
import { claimPruning, historyKeptFrom } from './pruning.ts';
import { createRunStore, type RunStore } from './runs/run-store.ts';
import { readSealed, writeSealed } from './sealed-settings.ts';
import { readStatus, type StoreStatus } from './status.ts';
import { databaseClock, type StoreContext } from './store-context.ts';
import { noObserver, type StoreObserver, type TracedHint } from './store-observer.ts';
import { createTrafficStore } from './traffic/create-traffic-store.ts';
import type { TrafficStore } from '../traffic/traffic-store.ts';

/** The engine's store on PostgreSQL, and what workers need beyond it. */
export interface PostgresStore extends Store {
  /** The same store; what is marked dirty through it goes into this lane. */
  inLane(lane: Lane): PostgresStore;
  /** The same store; what is done through it is done for this observer. */
  observedBy(observer: Partial<StoreObserver>): PostgresStore;
  markDirty(hints: readonly TracedHint[]): Promise<void>;
  takeDirty(options: TakeDirtyOptions): Promise<readonly TakenRow[]>;
  /** Does work on rows that were taken, which stay with this worker for as long as it lives and works. */
  keepTaken<Result>(
    rows: readonly DirtyRow[],
    work: () => Promise<Result>,
    options: Omit<KeepTakenOptions, 'renew'>,
  ): Promise<Result>;
  nextDue(owners: readonly string[]): Promise<ReadonlyMap<string, number>>;
  nextDueByLane(owners: readonly string[]): Promise<readonly DueLane[]>;
  stalledListings(milliseconds: number): Promise<readonly string[]>;
  /** @returns whether the next scan of the listing begins at its start, where it has not for so many milliseconds */
  beginOver(listing: string, milliseconds: number): Promise<boolean>;
  /** What was sent, or may have been sent, to items of the hub within a day: canonical values by field, by text of the item. */
  writesToItems(items: readonly ItemKey[]): Promise<ReadonlyMap<string, readonly Fields[]>>;
  listFindings(options?: ListFindingsOptions): Promise<readonly StoredFinding[]>;
  /** Findings that people do not see as they are now. */
  unpublishedFindings(limit: number): Promise<readonly OutgoingFinding[]>;
  markFindingsPublished(
    published: ReadonlyArray<{ readonly finding: StoredFinding; readonly publicId: string }>,
  ): Promise<void>;
  decisionsOfItems(
    items: ReadonlyArray<{ readonly id: string; readonly status: FindingStatus }>,
  ): Promise<readonly FindingDecision[]>;
  decideFindings(decisions: readonly FindingDecision[]): Promise<number>;
  /** Tells people of what others have waited for so long, and of what they no longer wait for. */
  reportLongWaits(options: LongWaitOptions): Promise<void>;
  readonly runs: RunStore;
  /** Breakers and budgets of providers, for all processes. */
  readonly traffic: TrafficStore;
  /** @returns the fingerprint that the connection had at first contact */
  rememberAccount(connection: string, fingerprint: string): Promise<string>;
  /** Id (UUID) of this store. */
  installationId(): Promise<string>;
  readSealed(name: string): Promise<string | undefined>;
  writeSealed(name: string, sealed: string): Promise<string>;
  history(item: ItemKey, options?: HistoryOptions): Promise<readonly PastEntry[]>;
  status(): Promise<StoreStatus>;
  oldestUnsynced(): Promise<readonly OldestUnsynced[]>;
  prune(retention?: Retention): Promise<Pruned>;
  /** Claims a pruning that is due once in so many milliseconds: one of all processes is told so. */
  claimPruning(every: number): Promise<boolean>;
  /** From when on the history is kept; `null`: all of it is there. */
  historyKeptFrom(): Promise<Date | null>;
}

export interface PostgresStoreOptions {
  /** With its tables up to date: see `migrateStore`. */
  readonly db: Database;
  /** The engine's clock, in milliseconds. @default Date.now */
  readonly now?: () => number;
  /** Lane of what is marked dirty. @default 'reconcile' */
  readonly lane?: Lane;
  /** The clock of leases and deferrals. @default the database's */
  readonly clock?: RawBuilder<Date>;
  /** @default nobody */
  readonly observer?: StoreObserver;
}

/** The store on PostgreSQL 15 or later. Any number of workers share one. */
export function createPostgresStore(options: PostgresStoreOptions): PostgresStore {
  const { db, now = Date.now, lane = 'reconcile', clock = databaseClock, observer = noObserver } = options;
  const context: StoreContext = { db, now, lane, clock, observer };
  const renew: KeepTakenOptions['renew'] = async (...taken) => await renewTaken(context, ...taken);
  return {
    position: async () => await currentPosition(context),
    lease: async (keys, milliseconds) => await takeLeases(context, keys, milliseconds),
    release: async (leases) => await releaseLeases(context, leases),
    load: async (keys) => await loadItems(context, keys),
    peek: async (of) => await peekItems(context, of),
    digest: digestOf,
    commit: async (commits) => await commitItems(context, commits),
    linksOfRecords: async (stream, ids) => await linksOfRecords(context, stream, ids),
    linksCreatedAt: async (stream, times) => await linksCreatedAt(context, stream, times),
    linksWithClaims: async (collection, claims) => await linksWithClaims(context, collection, claims),
    linksOfItems: async (stream, items) => await linksOfItems(context, stream, items),
    deleteCounts: async (stream, milliseconds) => await deleteCounts(context, stream, milliseconds),
    linkedIds: async (side, page) => await linkedIds(context, side, page),
    waitingForRecords: async (stream, page) => await waitingForRecords(context, stream, page),
    itemsWithOpenEffects: async (collection, page) => await itemsWithOpenEffects(context, collection, page),
    openFindings: async (items) => await openFindingKeys(context, items),
    openOfKind: async (kind, side) =>
      (await listFindings(context, { isOpen: true, kind, side, limit: Number.MAX_SAFE_INTEGER })).map(
        ({ finding }) => finding,
      ),
    markDirty: async (hints) => await markDirty(context, hints),
    clearDirty: async (rows) => await clearDirty(context, rows),
    deferDirty: async (rows, milliseconds) => await deferDirty(context, rows, milliseconds),
    report: async (findings) => await reportFindings(context, findings),
    loadCheckpoint: async (stream) => await loadCheckpoint(context, stream),
    saveCheckpoint: async (stream, rev, next) => await saveCheckpoint(context, stream, rev, next),
    inLane: (other) => createPostgresStore({ ...options, lane: other }),
    observedBy: (other) => createPostgresStore({ ...options, observer: { ...observer, ...other } }),
    takeDirty: async (taking) => await takeDirty(context, taking),
    keepTaken: async (rows, work, keeping) => await keepTaken(rows, { ...keeping, renew }, work),
    nextDue: async (owners) => await nextDue(context, owners),
    nextDueByLane: async (owners) => await nextDueByLane(context, owners),
    beginOver: async (listing, milliseconds) => await beginOver(context, listing, milliseconds),
    stalledListings: async (milliseconds) => await stalledListings(context, milliseconds),
    writesToItems: async (items) => await writesToItems(context, items),
    listFindings: async (filter = {}) => await listFindings(context, filter),
    unpublishedFindings: async (limit) => await unpublishedFindings(context, limit),
    markFindingsPublished: async (published) => await markFindingsPublished(context, published),
    decisionsOfItems: async (items) => await decisionsOfItems(context, items),
    reportLongWaits: async (waits) => await reportLongWaits(context, waits),
    decideFindings: async (decisions) => await decideFindings(context, decisions),
    runs: createRunStore(context),
    traffic: createTrafficStore(context),
    rememberAccount: async (connection, fingerprint) =>
      await rememberAccount(context, connection, fingerprint),
    installationId: async () => await installationId(context),
    readSealed: async (name) => await readSealed(context, name),
    writeSealed: async (name, sealed) => await writeSealed(context, name, sealed),
    history: async (item, filter) => await readHistory(context, item, filter),
    status: async () => await readStatus(context),
    oldestUnsynced: async () => await readOldestUnsynced(context),
    prune: async (retention) => await prune(context, retention),
    claimPruning: async (every) => await claimPruning(context, every),
    historyKeptFrom: async () => await historyKeptFrom(context),
  };
}
