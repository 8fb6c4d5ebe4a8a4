import type { WriteResult } from '../../src/index.ts';
import { vanished } from '../world/outages.ts';
import { indexCalls } from './call-index.ts';
import type { Check, Evidence } from './evidence.ts';

/** How many writes a run needed, and how many it may need. */
export interface WriteCount {
  readonly writes: number;
  readonly edits: number;
  readonly spokes: number;
  readonly faults: number;
}

/** Writes that first contact may need beyond edits and faults: a few for each record that was there at first. */
const constant = 8;

/** Counts write requests that a side was sent, whatever came of them. */
export function countWrites({ calls, events, model }: Evidence): WriteCount {
  const streams = Object.values(model.collections).flatMap(({ mappings }) => Object.keys(mappings));
  const written = indexCalls(calls).of('write');
  const requests = written.map(({ args }) => args[0]);
  return {
    writes: requests.reduce<number>((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 0),
    edits: events.filter(
      (event) =>
        event.kind === 'edited' ||
        event.kind === 'computed' ||
        event.kind === 'merged' ||
        ((event.kind === 'created' || event.kind === 'removed' || event.kind === 'restored') &&
          event.by === 'person'),
    ).length,
    spokes: new Set(streams.map((stream) => stream.split('.')[0])).size,
    faults:
      events.filter(({ kind }) => kind === 'fault' || kind === 'lied').length +
      // An outage is one fault, and so is every write that it turns away: how long it lasts is not the engine's doing.
      written.flatMap(({ result }) => turnedAway(result)).length,
  };
}

function turnedAway(result: unknown): readonly WriteResult[] {
  if (!Array.isArray(result)) return [];
  // The wrapped ports give each method's own result.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return (result as readonly WriteResult[]).filter(
    (answer) => answer.kind === 'not_sent' && answer.cause === vanished,
  );
}

export const writesAllowed = ({ edits, spokes, faults }: WriteCount): number =>
  edits * spokes + faults + constant;

/** (c) The engine writes no more than people's edits and the world's faults ask for. */
export const writeBudget: Check = (evidence) => {
  const count = countWrites(evidence);
  const allowed = writesAllowed(count);
  if (count.writes <= allowed) return [];
  const { writes, edits, faults } = count;
  const message = `${writes} writes for ${edits} edits and ${faults} faults: ${allowed} would do`;
  return [{ invariant: 'c', message, thing: undefined }];
};
