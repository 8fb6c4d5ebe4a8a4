import { directusName } from '../health/worker-dependencies.ts';
import type { BreakerPhase } from '../traffic/breaker-state.ts';
import type { Traffic, TrafficStatus } from '../traffic/create-traffic.ts';
import type { MetricSource } from './metric.ts';

const phases: readonly BreakerPhase[] = ['closed', 'open', 'half_open'];

/**
 * Breakers and budgets of all that the worker talks to: the same from every worker, since they share them. Connections
 * of one budget have one series.
 */
export const createTrafficMetrics = ({ status }: Pick<Traffic, 'status'>): MetricSource => ({
  name: 'breakers and budgets',
  async read() {
    const statuses = await status();
    const budgets = [...new Map(statuses.map((one) => [one.budget, one])).values()];
    return [
      {
        name: 'unified_sync_breaker_state',
        help: '1: the circuit breaker is in this phase. 0: it is in another one.',
        type: 'gauge',
        samples: statuses.flatMap((one) =>
          phases.map((phase) => ({
            labels: { ...connectionOf(one), phase },
            value: one.phase === phase ? 1 : 0,
          })),
        ),
      },
      {
        name: 'unified_sync_breaker_failures',
        help: 'Requests in a row that failed.',
        type: 'gauge',
        samples: statuses.map((one) => ({ labels: connectionOf(one), value: one.failures })),
      },
      {
        name: 'unified_sync_budget_requests_left',
        help: 'Requests that may be sent at once.',
        type: 'gauge',
        samples: budgets.flatMap(({ requestsLeft, ...one }) =>
          requestsLeft === null ? [] : [{ labels: budgetOf(one), value: requestsLeft }],
        ),
      },
      {
        name: 'unified_sync_budget_paused_seconds',
        help: 'Time for which nobody may send, since the provider asked for quiet.',
        type: 'gauge',
        samples: budgets.map((one) => ({ labels: budgetOf(one), value: one.pausedFor / 1000 })),
      },
    ];
  },
});

/** As health and the other metrics call it. */
const named = (name: string): string => (name === 'hub' ? directusName : name);
const connectionOf = ({ owner }: Pick<TrafficStatus, 'owner'>) => ({ connection: named(owner) });
const budgetOf = ({ budget }: Pick<TrafficStatus, 'budget'>) => ({ budget: named(budget) });
