import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Effect } from '../effect.ts';
import { arbitraryEdit, arbitraryScenario, type Scenario } from './testing/arbitrary-scenario.ts';
import { converge } from './testing/converge.ts';
import { disagreements } from './testing/laws.ts';
import { enter, playRound, startWorld } from './testing/play.ts';
import { planWorld, type World } from './testing/world.ts';

const settledScenarios = arbitraryScenario({ meanwhile: false }).chain((scenario) =>
  fc.record({
    scenario: fc.constant(scenario),
    dies: fc.constantFrom('hub', ...Object.keys(scenario.collection.mappings)),
    hard: fc.boolean(),
    edit: arbitraryEdit(scenario.collection),
  }),
);

/** A world at rest, in which every side that may have a record has one. */
function settled(scenario: Scenario, planned: Effect[] = []): World {
  const world = startWorld(scenario, { onPlanned: (effect) => planned.push(effect) });
  for (const round of scenario.rounds) playRound(world, round);
  planned.length = 0;
  return world;
}

/** At rest without anything that a finding or a missing record keeps apart. */
const isAtPeace = (world: World): boolean => {
  const { findings, waits } = planWorld(world);
  return world.held.has('hub') && findings.length === 0 && waits.length === 0;
};

function die(world: World, side: string, hard: boolean): void {
  const held = world.held.get(side);
  fc.pre(held !== undefined);
  if (hard) world.held.delete(side);
  else held.live = false;
}

const lives = (world: World, side: string): boolean => world.held.get(side)?.live === true;
const streamsOf = (world: World): string[] => world.links.map(({ stream }) => stream);

describe('a delete', () => {
  it('that nobody opposes travels wherever deletes may go, and nowhere else', () => {
    fc.assert(
      fc.property(settledScenarios, ({ scenario, dies, hard }) => {
        const world = settled(scenario);
        fc.pre(isAtPeace(world));
        const streams = streamsOf(world);
        die(world, dies, hard);
        const { findings } = converge(world);

        expect(findings).toEqual([]);
        const hubDies = dies === 'hub' || world.collection.onDelete === 'remove';
        expect(lives(world, 'hub')).toBe(!hubDies);
        for (const stream of streams) {
          const removed = hubDies && world.collection.mappings[stream]?.onDelete === 'remove';
          expect({ stream, lives: lives(world, stream) }).toEqual({
            stream,
            lives: stream !== dies && !removed,
          });
        }
        expect(planWorld(world).effects).toEqual([]);
      }),
    );
  });

  it('is never the engine’s own idea', () => {
    fc.assert(
      fc.property(arbitraryScenario({ meanwhile: true }), (scenario) => {
        const planned: Effect[] = [];
        const world = startWorld(scenario, { onPlanned: (effect) => planned.push(effect) });
        for (const round of scenario.rounds) playRound(world, round);
        expect(planned.filter(({ kind }) => kind === 'remove' || kind === 'restore')).toEqual([]);
      }),
    );
  });

  it('against an edit keeps what was edited, with a finding', () => {
    fc.assert(
      fc.property(settledScenarios, ({ scenario, dies, hard, edit }) => {
        const world = settled(scenario);
        fc.pre(
          isAtPeace(world) &&
            edit.side !== dies &&
            streamsOf(world).includes(dies === 'hub' ? edit.side : dies),
        );
        const [entered] = enter(world, edit);
        fc.pre(entered !== undefined && isCounted(world, dies, edit.side, edit.field));
        die(world, dies, hard);
        const plan = converge(world);

        expect(lives(world, edit.side)).toBe(true);
        expect(disagreements(world, plan)).toEqual([]);
        expect([...world.findings.values()].map(({ kind }) => kind)).toContain('delete_against_edit');
        expect(planWorld(world).effects).toEqual([]);
      }),
    );
    // Most scenarios are thrown away before one is judged: seconds on a busy machine.
  }, 60_000);

  it('is undone everywhere by a restore, where it was soft and may be restored', () => {
    fc.assert(
      fc.property(settledScenarios, ({ scenario, dies }) => {
        const world = settled(scenario);
        fc.pre(isAtPeace(world));
        const streams = streamsOf(world);
        die(world, dies, false);
        converge(world);
        const removed = streams.filter((stream) => !lives(world, stream));
        const held = world.held.get(dies);
        if (held !== undefined) held.live = true;
        const plan = converge(world);

        expect(lives(world, 'hub')).toBe(true);
        const restorable = removed.filter(
          (stream) => world.collection.mappings[stream]?.capabilities.restorable === true,
        );
        expect(restorable.filter((stream) => !lives(world, stream))).toEqual([]);
        expect(disagreements(world, plan)).toEqual([]);
        expect(planWorld(world).effects).toEqual([]);
      }),
    );
  });
});

// Whether the edit is one that the deleted side would have been told of, or one that only its own record shows.
function isCounted(world: World, dies: string, side: string, field: string): boolean {
  const { mappings, authority } = world.collection;
  const shown = mappings[side]?.fields[field]?.direction;
  const told = mappings[dies]?.fields[field]?.direction;
  if (side === 'hub') return told === 'both' || told === 'out';
  return shown === 'both' || (shown === 'in' && authority[field]?.kind !== 'stream');
}
