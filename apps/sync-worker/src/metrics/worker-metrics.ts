import type { EngineEvent } from '@unified-sync/sync-engine';
import type { SettledRow } from '../store/store-observer.ts';
import { createCounter } from './counter.ts';
import { createHistogram } from './histogram.ts';
import type { MetricSource } from './metric.ts';

/** How a call to the ingress ended. */
export type CallOutcome = 'taken' | 'refused' | 'unreadable' | 'not_stored';

/** Counts what this process does, since it began. */
export interface WorkerMetrics extends MetricSource {
  /** @param source - a connection, or `directus` */
  readonly called: (source: string, outcome: CallOutcome) => void;
  readonly settled: (rows: readonly SettledRow[]) => void;
  readonly observe: (event: EngineEvent) => void;
}

/** Seconds. */
const bounds = [0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 14_400, 86_400];

export function createWorkerMetrics(): WorkerMetrics {
  const calls = createCounter({
    name: 'unified_sync_hint_calls_total',
    help: 'Webhooks and hints that came in, by what became of them.',
  });
  const settled = createHistogram({
    name: 'unified_sync_change_settle_seconds',
    help: 'Time from the first hint of a change until both sides agree, or a finding says why not.',
    bounds,
  });
  const exposed = createCounter({
    name: 'unified_sync_exposed_writes_total',
    help: 'Writes to a side that cannot refuse a stale one: an edit of the same milliseconds would be lost.',
  });
  return {
    name: 'worker',
    read: async () => [calls.metric(), settled.metric(), exposed.metric()],
    called: (source, outcome) => calls.add({ source, outcome }),
    settled(rows) {
      for (const { side, age } of rows) settled.observe({ source: sourceOf(side) }, age / 1000);
    },
    observe: ({ side }) => exposed.add({ side }),
  };
}

/** Where the change was made: a connection, or Directus. */
const sourceOf = (side: string): string => (side === 'hub' ? 'directus' : (side.split('.', 1)[0] ?? side));
