import type { Fields, FieldValue, SideName } from '../src/index.ts';
import { valueText } from '../src/index.ts';
import type { Stamp } from './scheduler.ts';

/** One thing of the true world (a customer, an invoice), however many records show it. */
export type Thing = string;

/** A part of a record at a side. */
export interface Place {
  /** `hub`, or the full stream name. */
  readonly side: SideName;
  readonly collection: string;
  /** The record's own id; for the hub without the collection. */
  readonly record: string;
  /** `''` for the whole record. */
  readonly part: string;
}

/** One field that a write of the engine changed, canonical values. */
export interface WrittenField {
  readonly wanted: FieldValue;
  /** What the record that the engine handed in (`request.record`) showed; `null` for a create. */
  readonly read: FieldValue;
  /** What was truly there the instant before. Differs from `read`: somebody edited in between. */
  readonly over: FieldValue;
  /** What is there now: the side's normal form of `wanted`. */
  readonly stored: FieldValue;
}

/** Values are canonical and by hub field everywhere; `by` says whether a person or the engine did it. */
export type TruthFact =
  /**
   * A record (part) came to be. `like`: the record it was cloned from. An engine's create carries the thing
   * of what it copies ({@link TruthLog.thingOf}).
   */
  | {
      readonly kind: 'created';
      readonly by: 'person' | 'engine';
      readonly place: Place;
      readonly thing: Thing;
      readonly values: Fields;
      readonly like?: Place;
    }
  /**
   * A person's edit. `parent`: the value that the person was shown. `over`: the value that was truly there
   * (differs from `parent` where a stale form was saved).
   */
  | {
      readonly kind: 'edited';
      readonly place: Place;
      readonly thing: Thing;
      readonly field: string;
      readonly value: FieldValue;
      readonly parent: FieldValue;
      readonly over: FieldValue;
    }
  /** An update of the engine that took effect, with all fields of the unit it replaced. */
  | {
      readonly kind: 'written';
      readonly place: Place;
      readonly thing: Thing;
      /** The side could refuse a stale write. */
      readonly cas: boolean;
      readonly fields: Readonly<Record<string, WrittenField>>;
    }
  | {
      readonly kind: 'removed';
      readonly by: 'person' | 'engine';
      readonly place: Place;
      readonly thing: Thing;
    }
  | {
      readonly kind: 'restored';
      readonly by: 'person' | 'engine';
      readonly place: Place;
      readonly thing: Thing;
    }
  /** A person merged the record at `place` into another one of the same side. */
  | {
      readonly kind: 'merged';
      readonly place: Place;
      readonly thing: Thing;
      readonly into: Place;
      readonly intoThing: Thing;
    }
  /** A record's id became another one (rename, or the winner of a merge answers for it). */
  | { readonly kind: 'renamed'; readonly place: Place; readonly thing: Thing; readonly to: string }
  /** A command arrived. `effective`: it did something (a second one for the same key may not). */
  | {
      readonly kind: 'commanded';
      readonly place: Place;
      readonly thing: Thing;
      readonly command: string;
      readonly idempotencyKey: string;
      readonly effective: boolean;
    }
  /** The provider itself changed a field (a computed balance, a status after a payment). */
  | {
      readonly kind: 'computed';
      readonly place: Place;
      readonly thing: Thing;
      readonly field: string;
      readonly value: FieldValue;
    }
  /** A side stores another form of what it was given; declared, not an edit. */
  | {
      readonly kind: 'normalised';
      readonly field: string;
      readonly from: FieldValue;
      readonly to: FieldValue;
    }
  /** The provider said something false about a record: left it out of a "complete" listing, called it absent. */
  | { readonly kind: 'lied'; readonly place: Place; readonly thing: Thing; readonly lie: string }
  /** A fault was injected; counted by `fault`, e.g. `lost-response`, `429`, `dropped-hint`. */
  | { readonly kind: 'fault'; readonly fault: string; readonly about: string }
  /** Something was made to happen to an actor, or the phase of the run changed. */
  | { readonly kind: 'note'; readonly note: string };

export type TruthEvent = Stamp &
  TruthFact & {
    /** When and by whom the request was sent, where it took effect only later. */
    readonly sent?: Stamp;
  };

/** What is truly at a side at this instant: read by the oracle behind everybody's back. */
export interface TrueRecord extends Place {
  readonly thing: Thing;
  readonly live: boolean;
  /** Canonical, by hub field: only the fields that this side maps (and that it is asked for). */
  readonly values: Fields;
  /** Hub id in the key slot. */
  readonly key: string | null;
  readonly createdAt: string | null;
}

/** Append-only: everything that truly happened, with time and actor. */
export interface TruthLog {
  readonly events: readonly TruthEvent[];
  add(fact: TruthFact): void;
  /** Runs what a request that was sent at `sent` does now: its facts carry that stamp. */
  late(sent: Stamp, run: () => void): void;
  /**
   * The thing that a set of values belongs to: most of the values (uniquely valued, so two or three suffice)
   * were given to it. For records that the engine creates. `undefined`: no value is known.
   */
  thingOf(values: Fields): Thing | undefined;
  /** A new thing's name. */
  newThing(): Thing;
}

/** @param stamp of the step that runs now: `scheduler.stamp` */
export function createTruthLog(stamp: () => Stamp): TruthLog {
  const events: TruthEvent[] = [];
  const owners = new Map<string, Set<Thing>>();
  let things = 0;
  let sentAt: Stamp | undefined;

  function own(field: string, value: FieldValue | undefined, thing: Thing): void {
    if (value === undefined || value === null) return;
    const key = ownerKey(field, value);
    const known = owners.get(key);
    if (known === undefined) owners.set(key, new Set([thing]));
    else known.add(thing);
  }

  function learn(fact: TruthFact): void {
    if (fact.kind === 'created')
      for (const [field, value] of Object.entries(fact.values)) own(field, value, fact.thing);
    if (fact.kind === 'edited' || fact.kind === 'computed') own(fact.field, fact.value, fact.thing);
    if (fact.kind === 'normalised')
      for (const thing of owners.get(ownerKey(fact.field, fact.from)) ?? []) own(fact.field, fact.to, thing);
  }

  return {
    events,
    add(fact) {
      learn(fact);
      events.push({ ...stamp(), ...fact, ...(sentAt && { sent: sentAt }) });
    },
    late(sent, run) {
      sentAt = sent;
      try {
        run();
      } finally {
        sentAt = undefined;
      }
    },
    thingOf(values) {
      const votes = new Map<Thing, number>();
      for (const [field, value] of Object.entries(values)) {
        const known = owners.get(ownerKey(field, value)) ?? [];
        // A value that many things share says little about which of them this is.
        for (const thing of known) votes.set(thing, (votes.get(thing) ?? 0) + 1 / [...known].length ** 2);
      }
      const [best] = [...votes].toSorted((left, right) => right[1] - left[1]);
      return best?.[0];
    },
    newThing: () => `thing-${++things}`,
  };
}

const ownerKey = (field: string, value: FieldValue): string => `${field}=${valueText(value)}`;
