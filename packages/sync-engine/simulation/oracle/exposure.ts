import type { FieldValue } from '../../src/index.ts';
import { equalValues, isEmpty } from '../../src/index.ts';
import type { Place, Thing, TruthEvent } from '../truth-log.ts';
import { indexCalls } from './call-index.ts';
import type { Evidence, StampedCall } from './evidence.ts';

/** A value that was written over unseen, where the side cannot refuse a stale write. */
export interface Exposure {
  readonly place: Place;
  readonly thing: Thing;
  readonly field: string;
  /** The value that was there and that nobody had read. */
  readonly value: FieldValue;
  /** What had been read there. */
  readonly read: FieldValue;
  /** What is there since. */
  readonly stored: FieldValue;
  readonly step: number;
}

/**
 * How many calls of the worker may lie between its last reading of a record and its write: more than these,
 * and the record was not "read again immediately before the write".
 */
export const longestWindow = 2;

/** Every window that was hit: only where the side cannot refuse stale writes, and only right after a read. */
export function exposures(evidence: Evidence): readonly Exposure[] {
  return evidence.events.flatMap((event) => {
    if (event.kind !== 'written' || event.cas || !isJustRead(evidence, event, event.place)) return [];
    const { place, thing, step } = event;
    return Object.entries(event.fields)
      .filter(([, { over, read }]) => !equalValues(over, read) && !(isEmpty(over) && isEmpty(read)))
      .map(([field, { over, read, stored }]) => ({ place, thing, field, value: over, read, stored, step }));
  });
}

/**
 * The actor of this write read the record within the window in which it may send, and made at most
 * {@link longestWindow} calls since.
 */
export function isJustRead(evidence: Evidence, event: TruthEvent, place: Place): boolean {
  const read = lastRead(evidence, event, place);
  if (read === undefined) return false;
  const { actor, step, at } = event.sent ?? event;
  const since = indexCalls(evidence.calls)
    .between(actor, read.step, step)
    .filter((call) => !isOfOthers(call, place));
  return at - read.at <= evidence.sendWindow && since.length <= longestWindow;
}

// A worker deals with several pages at once: what it keeps of other items lies between by chance.
function isOfOthers({ port, args }: StampedCall, { record }: Place): boolean {
  const text = JSON.stringify(args);
  // By itself, or at the end of a key such as `item:people/person-2`.
  return (
    port === 'store' && args.length > 0 && !text.includes(`"${record}"`) && !text.includes(`/${record}"`)
  );
}

/** The last reading of a record by the actor of a write. */
export function lastRead(evidence: Evidence, event: TruthEvent, place: Place): StampedCall | undefined {
  const { actor, step } = event.sent ?? event;
  return indexCalls(evidence.calls)
    .looksAt(place)
    .findLast((call) => call.actor === actor && call.step < step);
}
