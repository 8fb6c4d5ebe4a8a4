import { itemLease, itemText, type ItemKey } from '../link.ts';
import type { Context } from './context.ts';
import { followMoves } from './follow-moves.ts';
import { noLooks, type EarlierLooks } from './earlier-looks.ts';
import { lookAtItems, settleUnchanged } from './look-at-items.ts';
import { planWorks } from './plan-works.ts';
import { sendEffects } from './send-effects.ts';
import { retireTakenLinks } from './retire-taken-links.ts';
import { settleOpenEffects } from './settle-open-effects.ts';
import { unfinished, type Outcome, type Work } from './work.ts';

/**
 * Brings items into agreement with all their links: settles what is open, looks, plans, writes, and looks again
 * until nothing is left to do. Gives the outcome of each item, by {@link itemText}.
 */
export async function convergeItems(
  context: Context,
  keys: readonly ItemKey[],
  earlier: EarlierLooks = noLooks,
): Promise<ReadonlyMap<string, Outcome>> {
  if (keys.length === 0) return new Map();
  const unique = [...new Map(keys.map((key) => [itemText(key), key])).values()];
  const works = await leaseItems(context, unique);
  try {
    for (let round = 0; round < context.options.mostRounds; round += 1) {
      const active = unfinished(works);
      if (active.length === 0) break;
      await workRound(context, active, round === 0 ? earlier : noLooks);
    }
  } finally {
    await context.ports.store.release(works.map(({ lease }) => lease));
  }
  const busy: Outcome = { kind: 'retry', after: context.options.retryAfter };
  const outcomes = new Map(
    works.map(({ key, outcome }) => [itemText(key), outcome.kind === 'again' ? busy : outcome]),
  );
  return new Map(unique.map((key) => [itemText(key), outcomes.get(itemText(key)) ?? busy]));
}

async function workRound(context: Context, works: readonly Work[], earlier: EarlierLooks): Promise<void> {
  await settleOpenEffects(context, works);
  settleUnchanged(context, unfinished(works), earlier);
  const ready = unfinished(works).filter(({ state }) => state.effects.length === 0);
  await lookAtItems(context, ready, earlier);
  await followMoves(context, ready);
  await retireTakenLinks(context, unfinished(ready));
  const still = unfinished(ready).filter(
    (work) => ![...work.looks.values()].some(({ kind }) => kind === 'moved'),
  );
  const plan = async (): Promise<void> => await planWorks(context, still);
  await (context.planInTurn === undefined ? plan() : context.planInTurn(plan));
  await sendEffects(context, unfinished(still));
}

async function leaseItems({ ports, options }: Context, keys: readonly ItemKey[]): Promise<Work[]> {
  const leases = await ports.store.lease(keys.map(itemLease), options.leaseFor);
  const held = keys.flatMap((key, index) => {
    const lease = leases[index];
    return lease === undefined ? [] : [{ key, lease }];
  });
  const states = await ports.store.load(held.map(({ key }) => key));
  return held.flatMap(({ key, lease }, index) => {
    const state = states[index];
    return state === undefined
      ? []
      : [
          {
            key,
            lease,
            state,
            outcome: { kind: 'again' },
            looks: new Map(),
            carried: new Map(),
            waits: [],
          } satisfies Work,
        ];
  });
}
