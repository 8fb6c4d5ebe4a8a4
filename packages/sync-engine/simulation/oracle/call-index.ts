import { oncePer } from '../../src/once-per.ts';
import type { Place } from '../truth-log.ts';
import type { StampedCall } from './evidence.ts';

/** The calls of a run by what the oracle asks for again and again. */
export interface CallIndex {
  /** Calls of a method, in order. */
  of(method: string): readonly StampedCall[];
  /** Looks at a record, in order. */
  looksAt(place: Place): readonly StampedCall[];
  /** Calls of an actor between two steps, both exclusive. */
  between(actor: string, after: number, before: number): readonly StampedCall[];
}

/** Indexes calls once; they are in the order of their steps. */
export const indexCalls = oncePer((calls: readonly StampedCall[]): CallIndex => {
  const byMethod = new Map<string, StampedCall[]>();
  /** By port, then by record. */
  const looks = new Map<string, Map<string, StampedCall[]>>();
  const byActor = new Map<string, StampedCall[]>();
  for (const call of calls) {
    listIn(byActor, call.actor).push(call);
    listIn(byMethod, call.method).push(call);
    const [ids] = call.args;
    if (call.method !== 'look' || !Array.isArray(ids)) continue;
    let byRecord = looks.get(call.port);
    if (byRecord === undefined) looks.set(call.port, (byRecord = new Map()));
    for (const id of new Set<unknown>(ids)) if (typeof id === 'string') listIn(byRecord, id).push(call);
  }
  return {
    of: (method) => byMethod.get(method) ?? [],
    looksAt: ({ side, collection, record }) =>
      looks.get(side === 'hub' ? `hub:${collection}` : side)?.get(record) ?? [],
    between: (actor, after, before) =>
      (byActor.get(actor) ?? []).filter(({ step }) => step > after && step < before),
  };
});

function listIn<Value>(lists: Map<string, Value[]>, key: string): Value[] {
  const known = lists.get(key);
  if (known !== undefined) return known;
  const fresh: Value[] = [];
  lists.set(key, fresh);
  return fresh;
}
