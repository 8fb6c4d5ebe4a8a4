import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { MetricSource, Sample } from './metric.ts';

const one = (value: number): readonly Sample[] => [{ labels: {}, value }];

/** Memory, processor time and the delay of the event loop, under the names that Prometheus' own clients use. */
export function createProcessMetrics(): MetricSource {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const startedAt = Date.now() / 1000 - process.uptime();
  return {
    name: 'process',
    async read() {
      const { user, system } = process.cpuUsage();
      const lag = delay.percentile(99) / 1e9;
      delay.reset();
      return [
        {
          name: 'process_resident_memory_bytes',
          help: 'Memory that the process holds.',
          type: 'gauge',
          samples: one(process.memoryUsage.rss()),
        },
        {
          name: 'process_cpu_seconds_total',
          help: 'Processor time, user and system.',
          type: 'counter',
          samples: one((user + system) / 1e6),
        },
        {
          name: 'process_start_time_seconds',
          help: 'When the process began, since 1970.',
          type: 'gauge',
          samples: one(startedAt),
        },
        {
          name: 'nodejs_eventloop_lag_p99_seconds',
          help: 'Delay of the event loop since the last scrape, 99th percentile.',
          type: 'gauge',
          samples: one(lag),
        },
      ];
    },
  };
}
