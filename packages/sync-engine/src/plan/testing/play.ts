import { equalValues, type FieldValue } from '../../value.ts';
import type { Plan } from '../plan-item.ts';
import type { Edit, Round, Scenario } from './arbitrary-scenario.ts';
import { itemKey } from './build-looks.ts';
import { converge } from './converge.ts';
import { fixedReferences } from './fixed-references.ts';
import { createWorld, shownValue, slotOf, type World } from './world.ts';
import { newLink } from '../../link.ts';

/** An edit that happened, in canonical values. */
export interface EditTrace {
  readonly side: string;
  readonly field: string;
  readonly value: FieldValue;
  /** What the side showed before. */
  readonly over: FieldValue;
  /** What the side showed when it last agreed, as far as it ever did. */
  readonly agreed: readonly FieldValue[];
  /** Some stream's field has never agreed with the hub's. */
  readonly isFirstContact: boolean;
}

/** The world that a scenario starts from: records without a value, links that have never agreed. */
export function startWorld({ collection, present }: Scenario, parts: Partial<World> = {}): World {
  const streams = present.filter((side) => side !== 'hub');
  return createWorld({
    collection,
    references: fixedReferences,
    held: new Map(
      present.map((side) => [
        side,
        { id: side === 'hub' ? itemKey.id : `${side}-1`, live: true, fields: {} },
      ]),
    ),
    links: streams.map((stream) => newLink({ stream, remoteId: `${stream}-1`, part: '', createdAt: null })),
    ...parts,
  });
}

/** Enters an edit; nothing happens where the side has no live record. */
export function enter(world: World, { side, field, stored }: Edit): EditTrace[] {
  const held = world.held.get(side);
  const slot = slotOf(world.collection, side, field);
  if (held === undefined || !held.live || slot === undefined) return [];
  const over = shownValue(world, side, field) ?? null;
  held.fields[slot.name] = stored;
  const value = shownValue(world, side, field) ?? null;
  if (equalValues(value, over)) return [];
  return [
    {
      side,
      field,
      value,
      over,
      agreed: agreedValues(world, side, field),
      isFirstContact: meetsFirst(world, field),
    },
  ];
}

const agreedValues = ({ links }: World, side: string, field: string): FieldValue[] =>
  links.flatMap(({ stream, base }) => {
    const halves = base[field];
    if (halves === undefined) return [];
    return side === 'hub' ? [halves.hub] : side === stream ? [halves.remote] : [];
  });

const meetsFirst = ({ links, collection }: World, field: string): boolean =>
  links.some(
    ({ stream, base }) =>
      collection.mappings[stream]?.fields[field] !== undefined && base[field] === undefined,
  );

export interface PlayedRound {
  readonly plan: Plan;
  readonly edits: readonly EditTrace[];
}

/** Plays a round until nothing is left to do. */
export function playRound(world: World, round: Round): PlayedRound {
  const edits = round.before.flatMap((edit) => enter(world, edit));
  const plan = converge(world, (number) => {
    edits.push(...(round.meanwhile[number] ?? []).flatMap((edit) => enter(world, edit)));
  });
  return { plan, edits };
}
