import type { FieldValue } from '../../src/index.ts';
import { equalValues } from '../../src/index.ts';
import type { TruthEvent } from '../truth-log.ts';
import type { Check, Evidence, Violation } from './evidence.ts';

/** (i) Each command takes effect at most once per asked transition, and so does a create that moves money. */
export const onceOnly: Check = (evidence) => [...repeatedCommands(evidence), ...repeatedPayments(evidence)];

function repeatedCommands({ events, model }: Evidence): readonly Violation[] {
  const effective = events.filter((event) => event.kind === 'commanded' && event.effective);
  const counts = new Map<string, { event: TruthEvent & { kind: 'commanded' }; times: number }>();
  for (const event of effective) {
    if (event.kind !== 'commanded') continue;
    const key = JSON.stringify([event.thing, event.place.side, event.command]);
    counts.set(key, { event, times: (counts.get(key)?.times ?? 0) + 1 });
  }
  return [...counts.values()].flatMap(({ event, times }) => {
    const { place, thing, command } = event;
    const rules = model.collections[place.collection]?.mappings[place.side]?.commands ?? [];
    const rule = rules.find(({ name }) => name === command);
    const asked = events.filter(
      (ask) =>
        ask.kind === 'edited' &&
        ask.thing === thing &&
        ask.place.side === 'hub' &&
        ask.field === rule?.field &&
        equalValues(ask.value, rule.to),
    ).length;
    // A backup that was put back has undone it, and whatever came behind it: to whoever looks then, it never was.
    const isBefore = (value: FieldValue): boolean =>
      rule?.from.some((from) => equalValues(from, value)) === true;
    const undone = events.filter(
      (back) =>
        back.kind === 'edited' &&
        back.thing === thing &&
        back.place.side === place.side &&
        back.field === rule?.field &&
        isBefore(back.value) &&
        !isBefore(back.over),
    ).length;
    if (times <= asked + undone) return [];
    const message = `${command} of ${place.side} ${place.record} took effect ${times} times, asked for ${asked} times`;
    return [{ invariant: 'i' as const, message, thing }];
  });
}

function repeatedPayments({ events, model }: Evidence): readonly Violation[] {
  const counts = new Map<string, number>();
  const violations: Violation[] = [];
  for (const event of events) {
    if (event.kind !== 'created' || event.by !== 'engine') continue;
    const { side, collection } = event.place;
    const mapping = model.collections[collection]?.mappings[side];
    if (mapping?.capabilities.movesMoney !== true) continue;
    const key = JSON.stringify([side, event.thing]);
    const times = (counts.get(key) ?? 0) + 1;
    counts.set(key, times);
    const removed = events.filter(
      (other) => other.kind === 'removed' && other.thing === event.thing && other.step < event.step,
    ).length;
    if (times > 1 + removed)
      violations.push({
        invariant: 'i',
        message: `the create of ${event.thing} in ${side} moved money ${times} times`,
        thing: event.thing,
      });
  }
  return violations;
}
