import { createRequestMetrics, type RequestMetrics } from './request-metrics.ts';
import { createWorkerMetrics, type WorkerMetrics } from './worker-metrics.ts';

/** What is measured from the inside: made first, and given to everything that it measures. */
export interface Telemetry {
  readonly requests: RequestMetrics;
  readonly counts: WorkerMetrics;
}

export const createTelemetry = (): Telemetry => ({
  requests: createRequestMetrics(),
  counts: createWorkerMetrics(),
});
