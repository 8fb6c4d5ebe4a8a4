import type { Log } from '../log.ts';
import type { Metric, MetricSource } from './metric.ts';

/**
 * Reads all sources at once. One that fails, or does not answer in time, is logged and its metrics are left out; the
 * others are there all the same.
 * @param options.within - milliseconds @default 8_000, since Prometheus waits for ten seconds
 */
export async function readMetrics(
  sources: readonly MetricSource[],
  { log, within = 8000 }: { readonly log: Log; readonly within?: number },
): Promise<readonly Metric[]> {
  const read = await Promise.all(
    sources.map(async ({ name, read: readSource }) => {
      try {
        return await inTime(readSource(), within);
      } catch (error) {
        const cause = error instanceof Error ? error.message : String(error);
        log.warn('metrics could not be read and are left out', { source: name, cause });
        return [];
      }
    }),
  );
  return read.flat();
}

async function inTime<Result>(work: Promise<Result>, within: number): Promise<Result> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${within} ms`)), within);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A source takes no more than this part of the time of what it asks. */
const share = 1 / 20;

/**
 * The source, asked once in so many milliseconds however many ask, and less often where its answer takes long: scraping
 * must not cost what it measures. A failure is not kept.
 */
export function keptFor(
  milliseconds: number,
  { name, read }: MetricSource,
  now: () => number = Date.now,
): MetricSource {
  let kept: { until: number; readonly metrics: Promise<readonly Metric[]> } | undefined;
  return {
    name,
    async read() {
      // One that is still being asked is not asked again.
      if (kept !== undefined && now() < kept.until) return await kept.metrics;
      const startedAt = now();
      const asked = { until: Infinity, metrics: read() };
      kept = asked;
      try {
        const metrics = await asked.metrics;
        asked.until = startedAt + Math.max(milliseconds, (now() - startedAt) / share);
        return metrics;
      } catch (error) {
        if (kept === asked) kept = undefined;
        throw error;
      }
    },
  };
}
