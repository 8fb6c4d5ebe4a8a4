import type { Log } from '../log.ts';
import type { MetricSource } from '../metrics/metric.ts';
import { createDependency, type Dependency, type DependencyHealth } from './dependency.ts';

/**
 * - `ready`: everything answers.
 * - `degraded`: something fails that the worker can wait for.
 * - `not ready`: something fails without which nothing is done.
 * - `ending`: the process was told to end.
 */
export type HealthStatus = 'ready' | 'degraded' | 'not ready' | 'ending';

export interface HealthReport {
  readonly status: HealthStatus;
  readonly dependencies: readonly DependencyHealth[];
}

/** What the worker depends on, and whether that answers. */
export interface Health extends MetricSource {
  /**
   * Asks no more often than each dependency allows, however often it is called: what is known from a moment ago, or from
   * the requests that the worker makes anyway, is not asked again.
   */
  report(): Promise<HealthReport>;
  /**
   * A real request to a dependency was answered, or was not. A success is as good as a probe. A failure is only a reason
   * to probe now: one answer of 500 may be about one record.
   */
  heard(dependency: string, isAnswered: boolean): void;
  /** From now on the report says `ending`. */
  end(): void;
}

export interface HealthOptions {
  readonly dependencies: readonly Dependency[];
  readonly log: Log;
  /** Milliseconds that a probe may take. @default 5_000 */
  readonly within?: number;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
}

export function createHealth({ dependencies, log, within = 5000, now = Date.now }: HealthOptions): Health {
  const watched = new Map(dependencies.map((one) => [one.name, createDependency(one, { log, within, now })]));
  let isEnding = false;

  async function report(): Promise<HealthReport> {
    const found = await Promise.all([...watched.values()].map(async ({ ask }) => await ask()));
    return { status: isEnding ? 'ending' : statusOf(found), dependencies: found };
  }

  return {
    name: 'health',
    report,
    heard: (name, isAnswered) => watched.get(name)?.heard(isAnswered),
    end: () => (isEnding = true),
    async read() {
      const found = (await report()).dependencies;
      return [
        {
          name: 'unified_sync_dependency_up',
          help: '1: it answers. 0: it does not.',
          type: 'gauge',
          samples: found.map(({ name, state }) => ({
            labels: { dependency: name },
            value: state === 'ok' ? 1 : 0,
          })),
        },
        {
          name: 'unified_sync_dependency_since_timestamp_seconds',
          help: 'Since when that is so, as far as this process knows, since 1970.',
          type: 'gauge',
          samples: found.map(({ name, since }) => ({
            labels: { dependency: name },
            value: Date.parse(since) / 1000,
          })),
        },
      ];
    },
  };
}

function statusOf(found: readonly DependencyHealth[]): HealthStatus {
  const failing = found.filter(({ state }) => state === 'failing');
  if (failing.length === 0) return 'ready';
  return failing.some(({ needed }) => needed) ? 'not ready' : 'degraded';
}
