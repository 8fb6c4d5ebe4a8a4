import { valueText, type Fields, type FieldValue } from './value.ts';

/** A hub item. */
export interface ItemKey {
  readonly collection: string;
  readonly id: string;
}

/** The values of one field when both sides last agreed, each in the form its own side showed (decoded). */
export interface Halves {
  readonly hub: FieldValue;
  readonly remote: FieldValue;
}

/** A value that was written again and again, to see whether it sticks. */
export interface WrittenValue {
  readonly side: 'hub' | 'remote';
  readonly value: FieldValue;
  /**
   * How often in a row this same value was written to this side; 0: sent, and nobody knows whether it arrived. Of a set
   * that was sent to a stream, the value holds the members that were to come.
   */
  readonly times: number;
}

/**
 * - `live`: both sides are kept in agreement.
 * - `tombstone`: one side was deleted and that was dealt with; a restored record revives it.
 * - `unlinked`: a person cut it; it is never linked or created again.
 * - `merged`: the remote record was merged into one that another item is linked to.
 */
export type LinkState = 'live' | 'tombstone' | 'unlinked' | 'merged';

/** Pairs a part of a remote record with a hub item, and remembers what each side showed when they agreed. */
export interface Link {
  /** Full stream name, e.g. `ninja-acme.clients`. */
  readonly stream: string;
  readonly remoteId: string;
  /** `''` for the whole record. */
  readonly part: string;
  /** Creation time that the remote record showed; a record under the same id with another is not this one. */
  readonly createdAt: string | null;
  readonly state: LinkState;
  /** Whether each side's record was alive when they last agreed on that; `null` until they first did. */
  readonly alive: { readonly hub: boolean; readonly remote: boolean } | null;
  /**
   * Of an item that the hub does not have yet: what other records could be matched with it by, see
   * {@link claimOf}. Empty once both sides were seen together.
   */
  readonly claims: readonly string[];
  /** By hub field; a field without an entry has never agreed. */
  readonly base: Readonly<Record<string, Halves>>;
  /** Remote values that the hub has already dealt with (lost a conflict, merged into a set): no proposals. By hub field. */
  readonly lost: Readonly<Record<string, FieldValue>>;
  /** Last value written by us, by hub field. */
  readonly written: Readonly<Record<string, WrittenValue>>;
}

/** A link of first contact: nothing has agreed yet. */
export function newLink(link: Pick<Link, 'stream' | 'remoteId' | 'part' | 'createdAt'>): Link {
  const { stream, remoteId, part, createdAt } = link;
  return {
    stream,
    remoteId,
    part,
    createdAt,
    state: 'live',
    alive: null,
    claims: [],
    base: {},
    lost: {},
    written: {},
  };
}

/** Text under which records that may be the same thing find each other: identifying values, folded. */
export const claimOf = (identifying: Fields): string =>
  valueText(
    Object.fromEntries(
      Object.entries(identifying).map(([field, value]) => [
        field,
        typeof value === 'string' ? value.trim().toLowerCase() : value,
      ]),
    ),
  );

/** Unique per remote part. */
export const remotePartKey = (link: Pick<Link, 'stream' | 'remoteId' | 'part'>): string =>
  JSON.stringify([link.stream, link.remoteId, link.part]);

export const itemText = (item: ItemKey): string => `${item.collection}/${item.id}`;

/** What {@link itemText} is the text of: collections have no slash in their names. */
export function itemOfText(text: string): ItemKey {
  const slash = text.indexOf('/');
  return { collection: text.slice(0, slash), id: text.slice(slash + 1) };
}

/** The key under which an item is leased. */
export const itemLease = (key: ItemKey): string => `item:${itemText(key)}`;
