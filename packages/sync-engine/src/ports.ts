import type { Effect } from './effect.ts';
import type { Finding, FindingKind } from './finding.ts';
import type { ItemKey, Link } from './link.ts';
import type { Look, SideName, SideRecord } from './record.ts';
import type { Fields, FieldValue } from './value.ts';

/** A lease on a key: nobody else holds it until it expires. Its token fences commits. */
export interface Lease {
  readonly key: string;
  readonly token: number;
  /** Milliseconds of the engine's clock. */
  readonly expiresAt: number;
}

/** What is known of one hub item. An item nobody has seen yet is an empty state with `rev` 0. */
export interface ItemState {
  readonly key: ItemKey;
  /** Grows with every commit; a commit planned at another revision is refused. */
  readonly rev: number;
  /** Store position of the last commit; a look that began before it is stale. */
  readonly committedAt: number;
  readonly links: readonly Link[];
  /** Open effects only. */
  readonly effects: readonly Effect[];
}

/** "Look at this record": for the hub, `record` is `<collection>/<id>`. */
export interface Hint {
  readonly side: SideName;
  readonly record: string;
}

/** A hint as stored. It is cleared only if its counter has not moved since the look began. */
export interface DirtyRow extends Hint {
  readonly counter: number;
}

/**
 * What an item waits for: a live link of a whole record, named by the hub item or by the remote record, or the
 * end of a stream's first listing.
 */
export type WaitsFor =
  | { readonly kind: 'item'; readonly item: ItemKey; readonly stream: string }
  | { readonly kind: 'record'; readonly stream: string; readonly remoteId: string }
  | { readonly kind: 'listing'; readonly stream: string };

/** What happened, for `explain`. */
export interface HistoryEntry {
  readonly what: string;
  readonly field: string | null;
  readonly value: FieldValue | undefined;
  readonly side: SideName | null;
}

/** Everything that changes for one item, at once or not at all. */
export interface ItemCommit {
  readonly key: ItemKey;
  /** Revision that the plan was made at. */
  readonly rev: number;
  readonly lease: Lease;
  /** All links of the item from now on. */
  readonly links: readonly Link[];
  /** Effects that are new or changed. */
  readonly effects: readonly Effect[];
  readonly findings: readonly Finding[];
  /** Keys of findings whose cause is gone. */
  readonly resolved: readonly string[];
  readonly dirty: readonly Hint[];
  /** All that the item waits for from now on. What is there already makes the item dirty at once. */
  readonly waits: readonly WaitsFor[];
  /** Remote deletes that this commit acted on, for the delete guard. */
  readonly deletions: readonly { readonly stream: string; readonly remoteId: string }[];
  readonly history: readonly HistoryEntry[];
}

/**
 * - `committed`: done, with the new revision. Items that waited for a link made here are dirty now.
 * - `fenced`: the revision moved or the lease is no longer held; nothing changed.
 * - `link_taken`: a live link of this remote part, or of this item and stream, exists already; nothing changed.
 */
export type CommitResult =
  | { readonly kind: 'committed'; readonly rev: number }
  | { readonly kind: 'fenced' }
  | { readonly kind: 'link_taken' };

/** Where the truth is kept. Every call is atomic. */
export interface Store {
  /** Position in the order of commits, taken before a read whose result may wait for its use. */
  position(): Promise<number>;
  /** Takes leases on those keys that nobody holds; `undefined` for the others. Same order as `keys`. */
  lease(keys: readonly string[], milliseconds: number): Promise<readonly (Lease | undefined)[]>;
  release(leases: readonly Lease[]): Promise<void>;
  /** Same order as `keys`. */
  load(keys: readonly ItemKey[]): Promise<readonly ItemState[]>;
  /**
   * The items of these keys, or those that own a link (of any state) of these records, all as of one instant, each once
   * and in any order. Those that were never committed are left out.
   */
  peek(of: PeekedKeys): Promise<readonly PeekedItem[]>;
  /** Stands for a text in what {@link Store.peek} answers: always the same for the same text, another one for another. */
  digest(text: string): string;
  /** One transaction an item; same order as `commits`. */
  commit(commits: readonly ItemCommit[]): Promise<readonly CommitResult[]>;

  /** All links (of any state) of these remote records, whatever their part. */
  linksOfRecords(stream: string, remoteIds: readonly string[]): Promise<readonly OwnedLink[]>;
  /** Links (live or tombstone) of a stream whose records were created at one of these times. */
  linksCreatedAt(stream: string, createdAt: readonly string[]): Promise<readonly OwnedLink[]>;
  /** Live links of items of the collection that the hub does not have yet (`alive` is null) with such a claim. */
  linksWithClaims(collection: string, claims: readonly string[]): Promise<readonly OwnedLink[]>;
  /** Links (of any state) of these items in one stream. */
  linksOfItems(stream: string, items: readonly ItemKey[]): Promise<readonly OwnedLink[]>;
  /** How many records of the stream have a live link, and the ids of those whose deletes were acted on lately. */
  deleteCounts(stream: string, milliseconds: number): Promise<DeleteCounts>;
  /**
   * Ids of the records that have a live link, in order, from behind `after`. For the hub, `side` is
   * `hub.<collection>` and the ids are those of items that the hub was seen with: others are yet to be made there.
   */
  linkedIds(
    side: string,
    options: { readonly after: string | null; readonly limit: number },
  ): Promise<readonly string[]>;
  /** What waits for records of the stream, in order of their ids and the items, from behind `after`. */
  waitingForRecords(
    stream: string,
    options: { readonly after: WaitingItem | null; readonly limit: number },
  ): Promise<readonly WaitingItem[]>;
  /** Ids of the items of a collection that have an open effect, in order, from behind `after`. */
  itemsWithOpenEffects(
    collection: string,
    options: { readonly after: string | null; readonly limit: number },
  ): Promise<readonly string[]>;
  /** Keys of the findings that are open for these items. */
  openFindings(items: readonly ItemKey[]): Promise<readonly string[]>;

  /** Findings of a kind that are open for a side. */
  openOfKind(kind: FindingKind, side: string): Promise<readonly Finding[]>;

  markDirty(hints: readonly Hint[]): Promise<void>;
  /** Deletes the rows whose counter is unchanged. */
  clearDirty(rows: readonly DirtyRow[]): Promise<void>;
  /** Keeps the rows, but hands them out again only after `milliseconds`. */
  deferDirty(rows: readonly DirtyRow[], milliseconds: number): Promise<void>;
  report(findings: readonly Finding[]): Promise<void>;

  loadCheckpoint(stream: string): Promise<Checkpoint>;
  /**
   * Stores `next` if the checkpoint is still at revision `rev`; says whether it did. When a first listing is
   * done, the items that waited for it are dirty.
   */
  saveCheckpoint(stream: string, rev: number, next: Omit<Checkpoint, 'rev'>): Promise<boolean>;
}

/** What {@link Store.peek} is asked for. */
export type PeekedKeys =
  | { readonly items: readonly ItemKey[] }
  | { readonly stream: string; readonly remoteIds: readonly string[] };

/** What tells whether an item is as it was agreed on. */
export interface PeekedItem extends Pick<ItemState, 'key' | 'rev' | 'committedAt'> {
  readonly links: readonly PeekedLink[];
  readonly hasOpenEffects: boolean;
  /** True: its {@link itemLease} is held. */
  readonly isHeld: boolean;
}

/** A link, with what a side showed when both last agreed in short. */
export interface PeekedLink extends Pick<
  Link,
  'stream' | 'remoteId' | 'part' | 'createdAt' | 'state' | 'alive'
> {
  readonly agreed: {
    /** `hub` where items were asked for, `remote` where records were. */
    readonly side: 'hub' | 'remote';
    /** {@link Store.digest} of `agreedTextOf` the link and this side. */
    readonly digest: string;
  };
}

export interface DeleteCounts {
  /** Records (not parts) with a live link. */
  readonly live: number;
  /** Ids of records, without duplicates. */
  readonly deleted: readonly string[];
}

/** An item that waits until this remote record is linked. */
export interface WaitingItem {
  readonly remoteId: string;
  readonly item: ItemKey;
}

export interface OwnedLink {
  readonly item: ItemKey;
  readonly link: Link;
}

/** How far a stream has been read. */
export interface Checkpoint {
  readonly rev: number;
  /** Side's own cursor text; `null`: from the beginning. */
  readonly cursor: string | null;
  /** Page of the listing under way to go on with after a crash; `null`: none is under way. */
  readonly page: string | null;
  /** True once every record of a complete listing has been through first contact. */
  readonly firstListingDone: boolean;
}

/** One write. Values are in the side's stored form, by the side's own field names. */
export type WriteRequest = {
  /** The engine's clock; the adapter must not send after this instant (milliseconds). */
  readonly notAfter: number;
  readonly part: string;
} & (
  | {
      readonly kind: 'create';
      /** Hub: the item's id. Streams choose their own. */
      readonly id: string | null;
      /** Goes into the key slot: the hub item's id. */
      readonly key: string;
      /** For a part: the record it becomes a part of, read just now. */
      readonly parent: SideRecord | null;
      readonly fields: Fields;
      /** Sent where the provider takes one. */
      readonly idempotencyKey: string;
    }
  | {
      readonly kind: 'update';
      /** The record as read just now: whole units are assembled from it. */
      readonly record: SideRecord;
      readonly fields: Fields;
    }
  | { readonly kind: 'remove' | 'restore'; readonly record: SideRecord }
  | {
      readonly kind: 'command';
      readonly record: SideRecord;
      readonly command: string;
      readonly idempotencyKey: string;
    }
);

/**
 * - `written`: done; the record as the response shows it (`part`: the part that a create made).
 * - `stale`: refused because the record changed, or (a create) exists already; nothing was written.
 * - `refused`: refused for good (validation); nothing was written.
 * - `not_sent`: provably nothing happened (not connected, breaker open, too late to send, 429).
 * - `unclear`: it may or may not have taken effect.
 */
export type WriteResult =
  | { readonly kind: 'written'; readonly record: SideRecord; readonly part: string }
  | { readonly kind: 'stale' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'not_sent'; readonly cause: string }
  | { readonly kind: 'unclear'; readonly cause: string };

export interface ListOptions {
  readonly cursor: string | null;
  readonly lookBack: number;
  /** {@link ListPage.next} of the page before; `null`: the first page. */
  readonly page: string | null;
}

/** One page of a listing. */
export interface ListPage {
  readonly records: readonly SideRecord[];
  /** Records of this page that could not be read as records: id (where known) and cause. */
  readonly poison: readonly { readonly id: string | null; readonly cause: string }[];
  /** Where the next page starts, with all that the side needs to go on; `null` on the last page. */
  readonly next: string | null;
  /** On the last page: the cursor of an incremental listing that starts where this one ended. */
  readonly cursor: string | null;
}

/** A side as the engine talks to it: the hub's collections (`side: <collection>`) or a stream. */
export interface Side {
  /** Reads records by id. Same order as `ids`. Never throws for trouble of the side: that is `unknown`. */
  look(ids: readonly string[]): Promise<readonly Look[]>;
  /** Same order as `requests`. Never throws for trouble of the side. */
  write(requests: readonly WriteRequest[]): Promise<readonly WriteResult[]>;
  /** Records that carry this hub id in their key slot. Throws {@link SideUnavailable}. */
  findByKey(key: string): Promise<readonly SideRecord[]>;
  /**
   * For each query, the records that hold these stored values, or a part of which does. Text is compared
   * without case; more may be found than asked for, never less. Same order as `queries`. Throws
   * {@link SideUnavailable}.
   * @param options.ofOthers - true: what was made through this side by ourselves, and changed by nobody else since, may be
   *   left out. @default false
   */
  findByFields(
    queries: readonly Fields[],
    options?: { readonly ofOthers?: boolean },
  ): Promise<readonly (readonly SideRecord[])[]>;
  /**
   * Changed since `lookBack` milliseconds before `cursor`, or everything where it is `null`; deleted records
   * that are still readable included. Throws {@link SideUnavailable}.
   */
  list(options: ListOptions): Promise<ListPage>;
  /**
   * Ids of all records that exist, and whether that is proven complete (explicit end, no error, no hidden
   * filter). Throws {@link SideUnavailable}.
   */
  listIds(): Promise<{ readonly ids: readonly string[]; readonly complete: boolean }>;
}

/** The side could not be asked. */
export class SideUnavailable extends Error {
  override readonly name = 'SideUnavailable';
}

/** What the engine is given to work with. */
export interface Ports {
  readonly store: Store;
  /** The hub's side for a collection. */
  readonly hub: (collection: string) => Side;
  readonly stream: (stream: string) => Side;
  /** Milliseconds, UTC. */
  readonly now: () => number;
  /** UUIDv5 of a name within the project's namespace. */
  readonly uuid: (name: string) => string;
}
