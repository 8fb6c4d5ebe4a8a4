import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemText } from '../link.ts';
import { planItem, type Plan } from './plan-item.ts';
import { inRemoteTerms } from './same-value.ts';
import { arbitraryScenario, type Scenario } from './testing/arbitrary-scenario.ts';
import { itemKey } from './testing/build-looks.ts';
import { enter, playRound, startWorld } from './testing/play.ts';
import { inputOf, planWorld, shownValue, type World } from './testing/world.ts';

const scenarios = arbitraryScenario({ meanwhile: true });

/** A world in which people have edited, and nothing is planned yet. */
function pendingWorld(scenario: Scenario): World {
  const world = startWorld(scenario);
  const last = scenario.rounds.at(-1);
  for (const round of scenario.rounds.slice(0, -1)) playRound(world, round);
  for (const edit of last?.before ?? []) enter(world, edit);
  return world;
}

const sorted = ({ links, effects, findings, waits, ...rest }: Plan): unknown => ({
  ...rest,
  links: links.toSorted((left, right) => (left.stream < right.stream ? -1 : 1)),
  effects: effects.toSorted((left, right) => (left.id < right.id ? -1 : 1)),
  findings: findings.toSorted((left, right) => (left.key < right.key ? -1 : 1)),
  waits: waits.map((wait) => JSON.stringify(wait)).toSorted(),
});

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

describe('a plan', () => {
  it('is the same for the same input, and changes nothing of it', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const world = pendingWorld(scenario);
        expect(planItem(deepFreeze(inputOf(world)))).toEqual(planItem(inputOf(world)));
      }),
    );
  });

  it('is the same whatever the order of links, looks and mappings', () => {
    const permuted = scenarios.chain((scenario) => {
      const input = inputOf(pendingWorld(scenario));
      return fc.record({
        input: fc.constant(input),
        links: fc.shuffledSubarray([...input.item.links], { minLength: input.item.links.length }),
        looks: fc.shuffledSubarray([...input.looks], { minLength: input.looks.size }),
        mappings: fc.shuffledSubarray(Object.entries(input.collection.mappings), {
          minLength: Object.keys(input.collection.mappings).length,
        }),
      });
    });
    fc.assert(
      fc.property(permuted, ({ input, links, looks, mappings }) => {
        const other = planItem({
          ...input,
          collection: { ...input.collection, mappings: Object.fromEntries(mappings) },
          item: { ...input.item, links },
          looks: new Map(looks),
        });
        expect(sorted(other)).toEqual(sorted(planItem(input)));
      }),
    );
  });

  it('has at most one effect a side, planned and named after item, revision, side and kind', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const world = pendingWorld(scenario);
        const { effects } = planWorld(world);
        const sides = effects.map(({ side }) => side);
        expect(new Set(sides).size).toBe(sides.length);
        for (const { id, side, kind, state, sentAt } of effects) {
          expect({ id, state, sentAt }).toEqual({
            id: `${itemText(itemKey)}@${world.rev}>${side}:${kind}`,
            state: 'planned',
            sentAt: null,
          });
          expect(['hub', ...Object.keys(world.collection.mappings)]).toContain(side);
        }
        expect(sides.includes('hub') && sides.length > 1).toBe(false);
      }),
    );
  });

  it('leaves a side that cannot be read alone, and says that it is not complete', () => {
    const withUnreadable = scenarios.chain((scenario) =>
      fc.record({
        scenario: fc.constant(scenario),
        stream: fc.constantFrom(...Object.keys(scenario.collection.mappings)),
      }),
    );
    fc.assert(
      fc.property(withUnreadable, ({ scenario, stream }) => {
        const world = pendingWorld(scenario);
        const before = world.links.find((link) => link.stream === stream);
        fc.pre(before !== undefined);
        world.unreadable.add(stream);
        const plan = planWorld(world);
        expect(plan.complete).toBe(false);
        expect(plan.effects.filter(({ side }) => side === stream)).toEqual([]);
        expect(plan.links.find((link) => link.stream === stream)).toEqual(before);
      }),
    );
  });

  it('is idle while the hub cannot be read', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const world = pendingWorld(scenario);
        world.unreadable.add('hub');
        expect(planWorld(world)).toEqual({
          links: world.links,
          effects: [],
          findings: [],
          waits: [],
          deletions: [],
          complete: false,
        });
      }),
    );
  });
});

describe('an item that agrees', () => {
  it('has the empty plan, though each side shows its own form of every value', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const agreed = agreedWorld(scenario);
        const { links, ...plan } = planWorld(agreed);
        expect(links).toEqual(agreed.links);
        expect(plan).toEqual({ effects: [], findings: [], waits: [], deletions: [], complete: true });
      }),
    );
  });
});

/** A world of the same model, with every record showing its own form of what the hub shows, and links that know it. */
function agreedWorld({ collection, ...before }: Scenario): World {
  const world = startWorld({ collection, ...before, present: ['hub', ...Object.keys(collection.mappings)] });
  for (const edit of before.rounds.flatMap((round) => round.before))
    if (edit.side === 'hub') enter(world, edit);
  for (const stream of Object.keys(collection.mappings)) showItsForm(world, stream);
  world.links = world.links.map((link) => ({
    ...link,
    alive: { hub: true, remote: true },
    base: Object.fromEntries(
      Object.keys(collection.mappings[link.stream]?.fields ?? {}).map((field) => [
        field,
        {
          hub: shownValue(world, 'hub', field) ?? null,
          remote: shownValue(world, link.stream, field) ?? null,
        },
      ]),
    ),
  }));
  return world;
}

// What the stream cannot hold, or cannot name, is in nobody's hands.
function showItsForm(world: World, stream: string): void {
  const [hub, record] = [world.held.get('hub'), world.held.get(stream)];
  for (const [field, mapping] of Object.entries(world.collection.mappings[stream]?.fields ?? {})) {
    const column = world.collection.columns[field];
    const value = shownValue(world, 'hub', field) ?? null;
    const there = column && inRemoteTerms({ column, mapping }, value, world.references);
    const encoded = there === undefined ? undefined : mapping.codec.encode(there);
    if (encoded?.ok !== true) fc.pre(false);
    else if (hub && record) record.fields[mapping.remote] = encoded.value;
  }
}
