import type { Fields } from './value.ts';

/** Which side: the hub, or a stream by its full name (`<connection>.<entity>`, e.g. `ninja-acme.clients`). */
export type SideName = 'hub' | (string & {});

/** What one remote record contributes to one item. The whole record is the part `''`. */
export interface RecordPart {
  /** Stored form, by the side's own field names. */
  readonly fields: Fields;
  /** The hub id in the key slot; `null` where the slot is empty or there is none. */
  readonly key: string | null;
}

/** A record as a side shows it. A hub item is a record with one part. */
export interface SideRecord {
  readonly id: string;
  /** The side's version stamp: an opaque text, sent back where the side can refuse a stale write. */
  readonly version: string;
  /** When the side made it; tells a re-used id from the record it once named. `null`: not shown. */
  readonly createdAt: string | null;
  /** False: deleted or archived, but still readable (a soft delete). */
  readonly live: boolean;
  /** By part id; `''` is the whole record, others are e.g. `contact:<id>`. */
  readonly parts: Readonly<Record<string, RecordPart>>;
  /** What the adapter wants to see again when it writes a whole unit; the engine never looks inside. */
  readonly raw?: unknown;
}

/** What reading a record by its id showed. Trouble (401, 403, 5xx, time-outs) is unknown, never absent. */
export type Look =
  | { readonly kind: 'present'; readonly record: SideRecord }
  | { readonly kind: 'absent' }
  | { readonly kind: 'moved'; readonly to: string }
  | { readonly kind: 'unknown'; readonly cause: string };
