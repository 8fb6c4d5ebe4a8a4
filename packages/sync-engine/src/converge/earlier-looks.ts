import type { Look } from '../record.ts';
import type { Context } from './context.ts';

/** When something was read. */
export interface ReadTime {
  /** The store position at which reading began. */
  readonly position: number;
  /** Milliseconds of the engine's clock at which the answer was there. */
  readonly readAt: number;
}

/** A look that was made before the item was leased, e.g. by a listing. */
export interface EarlierLook extends ReadTime {
  readonly look: Look;
  /** A listing may be served from an older state than a look at the record itself. */
  readonly source: 'look' | 'listing';
}

/** What was read before items were leased. */
export interface EarlierLooks {
  /** By {@link lookKey}. */
  readonly looks: ReadonlyMap<string, EarlierLook>;
  /** Revisions of items at which these looks are fresh, although the item was committed since: by whoever made them. */
  readonly freshAt: ReadonlyMap<string, number>;
}

export const noLooks: EarlierLooks = { looks: new Map(), freshAt: new Map() };

/** Names a record on a side; the hub's records by collection. No name of a side or a collection has a line feed in it. */
export const lookKey = (side: string, collection: string, id: string): string =>
  side === 'hub' ? `${side}\n${collection}\n${id}` : `${side}\n${id}`;

/** A worker that stalled may hold what it read for any time: behind the time that a write may take, it is read again. */
export const isOutdated = ({ ports, options }: Context, { readAt }: Pick<ReadTime, 'readAt'>): boolean =>
  ports.now() - readAt > options.sendWindow;
