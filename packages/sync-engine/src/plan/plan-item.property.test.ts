import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryScenario } from './testing/arbitrary-scenario.ts';
import { disagreements, forbiddenWrites, lostEdits } from './testing/laws.ts';
import { playRound, startWorld } from './testing/play.ts';
import { planWorld } from './testing/world.ts';

const calm = arbitraryScenario({ meanwhile: false });
const busy = arbitraryScenario({ meanwhile: true });

describe.each([
  { when: 'people pause while the engine works', scenarios: calm },
  { when: 'people edit while the engine works', scenarios: busy },
])('when $when', ({ scenarios }) => {
  it('comes to an end, and then plans nothing more', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const world = startWorld(scenario);
        for (const round of scenario.rounds) {
          playRound(world, round);
          const again = planWorld(world);
          expect(again.effects).toEqual([]);
          expect(again.links).toEqual(world.links);
        }
      }),
    );
  });

  it('leaves no linked field in disagreement that no finding names', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const world = startWorld(scenario);
        for (const round of scenario.rounds) {
          const { plan } = playRound(world, round);
          expect(disagreements(world, plan)).toEqual([]);
        }
      }),
    );
  });

  it('never writes a field that its authority forbids', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const forbidden: string[] = [];
        const world = startWorld(scenario, {
          onPlanned: (effect) => forbidden.push(...forbiddenWrites(world, effect)),
        });
        for (const round of scenario.rounds) playRound(world, round);
        expect(forbidden).toEqual([]);
      }),
    );
  });

  it('loses no edit: it is everywhere, or superseded, or named in a finding', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const world = startWorld(scenario);
        for (const round of scenario.rounds) {
          const { edits, plan } = playRound(world, round);
          expect(lostEdits(world, edits, plan)).toEqual([]);
        }
      }),
    );
  });
});
