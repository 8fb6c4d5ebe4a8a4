import type { Fields, FieldValue } from '../../src/index.ts';
import type { Place, TruthEvent } from '../truth-log.ts';
import { placeText } from './evidence.ts';

/** The true values of every record at an instant of the log. */
export interface TrueState {
  valuesOf(place: Place): Fields | undefined;
  isLive(place: Place): boolean;
  /** Records of a thing at a side. */
  placesOf(thing: string, side: string): readonly Place[];
}

interface TrueRow {
  readonly place: Place;
  readonly thing: string;
  readonly values: Record<string, FieldValue>;
  live: boolean;
}

/** Goes through the log; `visit` sees the state just before each event. */
export function replay(
  events: readonly TruthEvent[],
  visit: (event: TruthEvent, before: TrueState, index: number) => void,
): void {
  const records = new Map<string, TrueRow>();
  const state: TrueState = {
    valuesOf: (place) => records.get(placeText(place))?.values,
    isLive: (place) => records.get(placeText(place))?.live === true,
    placesOf: (thing, side) =>
      [...records.values()]
        .filter((record) => record.thing === thing && record.place.side === side)
        .map(({ place }) => place),
  };
  events.forEach((event, index) => {
    visit(event, state, index);
    if (!('place' in event)) return;
    const { place, thing } = event;
    const key = placeText(place);
    if (event.kind === 'created') records.set(key, { place, thing, values: { ...event.values }, live: true });
    const record = records.get(key);
    if (record === undefined) return;
    // The same record by another id: what it held, it holds there.
    if (event.kind === 'renamed') {
      records.delete(key);
      const renamed = { ...place, record: event.to };
      records.set(placeText(renamed), { ...record, place: renamed });
    }
    if (event.kind === 'removed' || event.kind === 'restored') record.live = event.kind === 'restored';
    if (event.kind === 'edited' || event.kind === 'computed') record.values[event.field] = event.value;
    if (event.kind === 'written')
      for (const [field, { stored }] of Object.entries(event.fields)) record.values[field] = stored;
  });
}
