import { itemText, remotePartKey } from '../../src/index.ts';
import type { TrueRecord } from '../truth-log.ts';
import { createThings, linkedPairs } from './evidence.ts';
import type { Check, Evidence, Violation } from './evidence.ts';

const violation = (message: string, thing: string | undefined): Violation => ({
  invariant: 'f',
  message,
  thing,
});

/** (f) Links are a bijection by true origin, and nothing is doubled. */
export const linkBijection: Check = (evidence) => [
  ...sharedParts(evidence),
  ...strangers(evidence),
  ...doubles(evidence),
];

/** Two live links to one remote part, or of one item in one stream. */
function sharedParts(evidence: Evidence): readonly Violation[] {
  const pairs = linkedPairs(evidence);
  const keys = pairs.flatMap(({ item, link, hub }) => [
    { key: `remote part ${remotePartKey(link)}`, thing: hub?.thing },
    { key: `item ${itemText(item)} in ${link.stream}`, thing: hub?.thing },
  ]);
  const seen = new Set<string>();
  return keys.flatMap(({ key, thing }) => {
    const isSecond = seen.has(key);
    seen.add(key);
    return isSecond ? [violation(`two live links of ${key}`, thing)] : [];
  });
}

/** A record of one thing that is linked to the item of another. */
function strangers(evidence: Evidence): readonly Violation[] {
  const things = createThings(evidence.events);
  return linkedPairs(evidence).flatMap(({ item, link, remote }) => {
    const owner = things.ofItem(item);
    if (remote === undefined || owner === undefined || things.same(owner, remote.thing)) return [];
    return [
      violation(
        `${itemText(item)} (${owner}) is linked to ${link.stream} ${link.remoteId} (${remote.thing})`,
        owner,
      ),
    ];
  });
}

/** Two live records of one thing at one side, where the engine made the later one. */
function doubles({ records, events, calls }: Evidence): readonly Violation[] {
  const first = new Map<string, TrueRecord>();
  return records
    .filter(({ live }) => live)
    .flatMap((record) => {
      const key = JSON.stringify([record.side, record.collection, record.thing]);
      const other = first.get(key);
      if (other === undefined) first.set(key, record);
      if (other === undefined || !isMadeByEngine(events, calls, other, record)) return [];
      const where = `${record.side} ${other.record}${other.part} and ${record.record}${record.part}`;
      return [violation(`${record.thing} is there twice: ${where}`, record.thing)];
    });
}

// A person may create what the engine is creating at the same moment: nobody could have seen it.
function isMadeByEngine(
  events: Evidence['events'],
  calls: Evidence['calls'],
  ...records: readonly TrueRecord[]
): boolean {
  const births = records.map((record) =>
    events.findLast(
      (event) =>
        event.kind === 'created' &&
        event.place.side === record.side &&
        event.place.record === record.record &&
        event.place.part === record.part,
    ),
  );
  const [earlier, later] = births.toSorted((one, other) => (one?.step ?? 0) - (other?.step ?? 0));
  if (later?.kind !== 'created' || later.by !== 'engine') return false;
  if (earlier?.kind === 'created' && earlier.by === 'engine') return true;
  const looked = calls.findLast(
    ({ actor, step, method }) =>
      actor === (later.sent ?? later).actor &&
      step < (later.sent ?? later).step &&
      (method === 'findByFields' || method === 'findByKey'),
  );
  return looked !== undefined && looked.step > (earlier?.step ?? 0);
}
