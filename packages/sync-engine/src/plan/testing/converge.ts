import type { Effect } from '../../effect.ts';
import { equalValues } from '../../value.ts';
import type { Plan } from '../plan-item.ts';
import { applyEffect, commitPlan, planWorld, shownValue, type World } from './world.ts';

const mostPlans = 12;

/** What happens to the world between a plan and its writes, by the number of the plan. */
export type Meanwhile = (round: number) => void;

/**
 * Plans and applies until a plan is empty, and gives that plan. As in the engine, an effect whose record has
 * moved since the plan is dropped.
 * @throws {Error} if the plans do not come to an end.
 */
export function converge(world: World, meanwhile: Meanwhile = () => undefined): Plan {
  for (let round = 0; round < mostPlans; round += 1) {
    const plan = planWorld(world);
    commitPlan(world, plan);
    if (plan.effects.length === 0) return plan;
    meanwhile(round);
    for (const effect of plan.effects) if (!hasMoved(world, effect)) applyEffect(world, effect);
  }
  throw new Error(`not settled after ${mostPlans} plans: ${JSON.stringify(planWorld(world).effects)}`);
}

function hasMoved(world: World, { side, kind, fields }: Effect): boolean {
  if (kind === 'create') return world.held.has(side);
  const held = world.held.get(side);
  if (held === undefined || held.live === (kind === 'restore')) return true;
  return Object.entries(fields).some(
    ([field, { read }]) => !equalValues(shownValue(world, side, field) ?? null, read),
  );
}
