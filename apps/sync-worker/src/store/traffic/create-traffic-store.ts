import type { TrafficStore } from '../../traffic/traffic-store.ts';
import type { StoreContext } from '../store-context.ts';
import { endBreakerRequest, readBreakers, takeBreakerProbe } from './breaker-rows.ts';
import { pauseSharedBudget, readBudgets, takeBudgetTokens } from './budget-rows.ts';

/** Breakers and budgets in the store's database. @param random from 0 up to but not 1: spreads the rests of a breaker */
export const createTrafficStore = (
  context: StoreContext,
  random: () => number = Math.random,
): TrafficStore => ({
  async read() {
    const [breakers, budgets] = await Promise.all([readBreakers(context), readBudgets(context)]);
    return { breakers, budgets };
  },
  takeProbe: async (key) => await takeBreakerProbe(context, key),
  endRequest: async (key, end) => await endBreakerRequest(context, key, end, random),
  takeTokens: async (key, pace, asked) => await takeBudgetTokens(context, key, pace, asked),
  pause: async (key, pace, milliseconds) => await pauseSharedBudget(context, key, pace, milliseconds),
});
