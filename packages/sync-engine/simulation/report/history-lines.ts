import type { StampedCall, Evidence } from '../oracle/evidence.ts';
import { callText } from './call-text.ts';
import type { Place, Thing, TruthEvent } from '../truth-log.ts';

/** What happened to one thing, in order: edits, looks, plans, writes, commits, crashes, with time and actor. */
export function historyLines(evidence: Evidence, thing: Thing | undefined): readonly string[] {
  const names = thing === undefined ? undefined : namesOf(evidence, thing);
  const start = evidence.events[0]?.at ?? 0;
  const lines = [
    ...evidence.events
      .filter((event) => thing === undefined || isAbout(event, thing))
      .map((event) => ({ stamp: event, text: eventText(event) })),
    ...evidence.calls
      .filter((call) => isWorthTelling(call) && (names === undefined || mentions(call, names)))
      .map((call) => ({
        stamp: call,
        text: `  ${callText(call, (entry) => names === undefined || mentionsName(entry, names))}`,
      })),
  ];
  return lines
    .toSorted((left, right) => left.stamp.step - right.stamp.step)
    .map(({ stamp: { at, step, actor }, text }) => {
      const when = `${String(at - start).padStart(7)} ms ${String(step).padStart(5)}`;
      return `${when}  ${actor.padEnd(12)} ${text}`;
    });
}

/** Ids of all records that ever showed the thing. */
function namesOf({ events }: Evidence, thing: Thing): ReadonlySet<string> {
  const own = events.flatMap((event) => {
    if (!('place' in event) || event.thing !== thing) return [];
    return event.kind === 'renamed' ? [event.place.record, event.to] : [event.place.record];
  });
  return new Set(own);
}

function isAbout(event: TruthEvent, thing: Thing): boolean {
  if (event.kind === 'note') return !event.note.startsWith('edit-class:');
  if (event.kind === 'fault') return event.fault.startsWith('worker');
  if (event.kind === 'normalised') return false;
  return event.thing === thing || (event.kind === 'merged' && event.intoThing === thing);
}

const quiet: ReadonlySet<string> = new Set([
  'position',
  'release',
  'openFindings',
  'deleteCounts',
  'loadCheckpoint',
  'listIds',
  'linkedIds',
  'waitingForRecords',
  'itemsWithOpenEffects',
  'linksOfRecords',
  'linksOfItems',
  'lease',
  'peek',
]);

const isWorthTelling = ({ method }: StampedCall): boolean => !quiet.has(method);

function mentions(call: StampedCall, names: ReadonlySet<string>): boolean {
  const text = JSON.stringify([call.args, call.result]) ?? '';
  return [...names].some((name) => text.includes(`${name}"`) || text.includes(`${name}\\"`));
}

function eventText(event: TruthEvent): string {
  switch (event.kind) {
    case 'created':
      return `* ${event.by} created ${placeText(event.place)} as ${event.thing}: ${shown(event.values)}`;
    case 'edited':
      return `* edited ${placeText(event.place)} ${event.field}: ${shown(event.parent)} -> ${shown(event.value)} (over ${shown(event.over)})`;
    case 'written':
      return `* written ${placeText(event.place)}: ${shown(event.fields)}${event.sent === undefined ? '' : ` (sent by ${event.sent.actor} at step ${event.sent.step})`}`;
    case 'computed':
      return `* provider set ${placeText(event.place)} ${event.field}: ${shown(event.value)}`;
    case 'removed':
    case 'restored':
      return `* ${event.by} ${event.kind} ${placeText(event.place)}`;
    case 'merged':
      return `* merged ${placeText(event.place)} (${event.thing}) into ${placeText(event.into)} (${event.intoThing})`;
    case 'renamed':
      return `* renamed ${placeText(event.place)} to ${event.to}`;
    case 'commanded':
      return `* commanded ${placeText(event.place)} ${event.command} (${event.effective ? 'effective' : 'without effect'})`;
    case 'lied':
      return `* lied about ${placeText(event.place)}: ${event.lie}`;
    case 'fault':
      return `! ${event.fault} ${event.about}`;
    case 'normalised':
      return `* ${event.field}: ${shown(event.from)} is stored as ${shown(event.to)}`;
    case 'note':
      return `- ${event.note}`;
  }
}

const placeText = ({ side, collection, record, part }: Place): string =>
  `${side === 'hub' ? `hub ${collection}` : side} ${record}${part === '' ? '' : `#${part}`}`;

const mentionsName = (entry: unknown, names: ReadonlySet<string>): boolean => {
  const text = JSON.stringify(entry) ?? '';
  return [...names].some((name) => text.includes(name));
};

function shown(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 900 ? `${text.slice(0, 900)}…` : text;
}
