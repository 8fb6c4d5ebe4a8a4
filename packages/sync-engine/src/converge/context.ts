import type { CollectionModel, Mapping, Model } from '../model.ts';
import type { EngineOptions } from '../options.ts';
import type { ItemKey } from '../link.ts';
import type { Ports, Side } from '../ports.ts';
import type { Turns } from './take-turns.ts';

/** What every step of the engine is given. */
export interface Context {
  readonly model: Model;
  readonly ports: Ports;
  readonly options: EngineOptions;
  /** Told what happens, for metrics. */
  readonly observe: (event: EngineEvent) => void;
  /**
   * Where several pages are under way at once: their plans take turns, since each counts the deletes that were acted on
   * before it. @default at once
   */
  readonly planInTurn?: Turns;
}

/** What an operator may count. */
export type EngineEvent =
  /** A write to a side that cannot refuse stale writes: an edit between `readAt` and `sentAt` would be lost. */
  { readonly kind: 'exposure'; readonly side: string; readonly readAt: number; readonly sentAt: number };

export function collectionOf({ model }: Context, key: Pick<ItemKey, 'collection'>): CollectionModel {
  const collection = model.collections[key.collection];
  if (collection === undefined) throw new Error(`collection ${key.collection} is not in the model`);
  return collection;
}

export function sideOf({ ports }: Context, collection: string, side: string): Side {
  return side === 'hub' ? ports.hub(collection) : ports.stream(side);
}

/** All mappings of a stream: one for whole records, and one for each kind of part. */
export function mappingsOf({ model }: Context, stream: string): readonly Mapping[] {
  return Object.values(model.collections).flatMap((collection) => collection.mappings[stream] ?? []);
}

/** Whether a part of a record belongs to the mapping. */
export const coversPart = (mapping: Mapping, part: string): boolean =>
  mapping.partPrefix === '' ? part === '' : part.startsWith(mapping.partPrefix);
