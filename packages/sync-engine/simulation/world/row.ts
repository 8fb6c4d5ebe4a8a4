import type { Fields } from '../../src/index.ts';
import type { Thing } from '../truth-log.ts';

export type Author = 'person' | 'engine' | 'provider';

/** A part of a row that is a thing of its own: a client's contact. */
export interface PartRow {
  readonly thing: Thing;
  readonly key: string | null;
  readonly fields: Fields;
}

/** A record as its system keeps it, at one revision. Never changed: every change makes a new row. */
export interface Row {
  readonly id: string;
  readonly thing: Thing;
  /** Counts all changes of the world: tells any two states of a record apart. */
  readonly revision: number;
  /** True instant of the change, milliseconds. */
  readonly committed: number;
  /** Modified stamp by the system's own clock, milliseconds. */
  readonly modified: number;
  /** Creation stamp, milliseconds. */
  readonly created: number;
  readonly live: boolean;
  readonly key: string | null;
  /** Stored form, by the side's own field names. */
  readonly fields: Fields;
  /** By part id, e.g. `contact:7`. */
  readonly parts: Readonly<Record<string, PartRow>>;
  readonly by: Author;
  /** The same record one change earlier. */
  readonly before: Row | null;
}

/** The row as it was at an instant; `undefined` where it was not there yet. */
export function rowAsOf(row: Row, instant: number): Row | undefined {
  let seen: Row | null = row;
  while (seen !== null && seen.committed > instant) seen = seen.before;
  return seen ?? undefined;
}

/** What one part of a row holds; `''` is the whole record. */
export function partOf(row: Row, part: string): PartRow | undefined {
  return part === '' ? row : row.parts[part];
}

/** All parts of a row, the whole record first. */
export const partsOf = (row: Row): readonly (readonly [string, PartRow])[] => [
  ['', row],
  ...Object.entries(row.parts),
];
