import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../value.ts';
import { arbitraryScenario } from './testing/arbitrary-scenario.ts';
import { disagreements, lostEdits } from './testing/laws.ts';
import { playRound, startWorld, type EditTrace } from './testing/play.ts';
import { planWorld } from './testing/world.ts';

const calm = arbitraryScenario({ meanwhile: false });
const busy = arbitraryScenario({ meanwhile: true });
const sides = ['hub', 'a.x', 'b.x', 'c.x'];
const quiet = { before: [], meanwhile: [] };

describe('a side that does not keep what it is sent', () => {
  const twisted = fc.record({
    scenario: busy,
    ignores: fc.subarray(
      sides.flatMap((side) => ['name', 'tags', 'rate'].map((field) => `${side} ${field}`)),
    ),
    cuts: fc.subarray(sides.map((side) => `${side} email`)),
  });

  it('is not written for ever, and a finding names every field that differs', () => {
    fc.assert(
      fc.property(twisted, ({ scenario, ignores, cuts }) => {
        const twist = (side: string, field: string, stored: FieldValue, before: FieldValue): FieldValue => {
          if (ignores.includes(`${side} ${field}`)) return before;
          return cuts.includes(`${side} ${field}`) && typeof stored === 'string'
            ? stored.slice(0, 1)
            : stored;
        };
        const world = startWorld(scenario, { twist });
        for (const round of scenario.rounds) {
          const { plan } = playRound(world, round);
          expect(planWorld(world).effects).toEqual([]);
          expect(disagreements(world, plan)).toEqual([]);
        }
      }),
    );
  });
});

describe('a side that cannot be read for a while', () => {
  it('loses nothing, and agrees once it can be read', () => {
    const dark = fc.record({ scenario: busy, unreadable: fc.array(fc.subarray(sides), { maxLength: 4 }) });
    fc.assert(
      fc.property(dark, ({ scenario, unreadable }) => {
        const world = startWorld(scenario);
        const edits: EditTrace[] = [];
        for (const [number, round] of scenario.rounds.entries()) {
          for (const side of unreadable[number] ?? []) world.unreadable.add(side);
          edits.push(...playRound(world, round).edits);
          world.unreadable.clear();
        }
        const { plan } = playRound(world, quiet);
        expect(planWorld(world).effects).toEqual([]);
        expect(disagreements(world, plan)).toEqual([]);
        expect(lostEdits(world, edits, plan)).toEqual([]);
      }),
    );
  });
});

describe('people who pause while the engine works', () => {
  it('see each field of each side written at most once', () => {
    fc.assert(
      fc.property(calm, (scenario) => {
        const written: string[] = [];
        const world = startWorld(scenario, {
          onPlanned: ({ side, fields }) =>
            written.push(...Object.keys(fields).map((field) => `${side}.${field}`)),
        });
        for (const round of scenario.rounds) {
          written.length = 0;
          playRound(world, round);
          expect(written.toSorted()).toEqual([...new Set(written)].toSorted());
        }
      }),
    );
  });
});
