import { createTraffic, type Traffic } from './traffic.ts';
import { createWorkerMetrics, type WorkerMetrics } from './worker-metrics.ts';

/** What is measured from the inside: made first, and given to everything that it measures. */
export interface Telemetry {
  readonly traffic: Traffic;
  readonly counts: WorkerMetrics;
}

export const createTelemetry = (): Telemetry => ({ traffic: createTraffic(), counts: createWorkerMetrics() });
