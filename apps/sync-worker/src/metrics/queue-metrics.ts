import type { JobCounts } from '../queue/open-queues.ts';
import type { MetricSource } from './metric.ts';

/** Jobs by queue and state. Many waiting jobs are no backlog: what is owed is in the store's metrics. */
export const createQueueMetrics = (counts: () => Promise<ReadonlyMap<string, JobCounts>>): MetricSource => ({
  name: 'queue',
  read: async () => [
    {
      name: 'unified_sync_queue_jobs',
      help: 'Jobs of the queue.',
      type: 'gauge',
      samples: [...(await counts())].flatMap(([queue, states]) =>
        Object.entries(states).map(([state, value]) => ({ labels: { queue, state }, value })),
      ),
    },
  ],
});
