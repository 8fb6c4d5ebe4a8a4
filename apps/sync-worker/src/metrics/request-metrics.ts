import { createCounter } from './counter.ts';
import { createHistogram } from './histogram.ts';
import type { MetricSource } from './metric.ts';
import { countReceived, countSent } from './request-bytes.ts';

/** Counts what the worker sends to providers and Directus, and what comes back. */
export interface RequestMetrics extends MetricSource {
  /**
   * A `fetch` that is counted for a connection; Directus is `directus`. Outcomes: `2xx` to `5xx`, `429`, `network` (no
   * answer came), `timeout` (it was given up). Bytes are those of bodies: of a compressed answer as it came where its
   * length is declared, else as it was read.
   */
  fetchOf(connection: string): typeof globalThis.fetch;
  /** Tells somebody of each outcome from now on. */
  listen(listener: (connection: string, outcome: string) => void): void;
}

export interface RequestMetricsOptions {
  /** @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch;
}

/** Seconds. */
const bounds = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

export function createRequestMetrics(options: RequestMetricsOptions = {}): RequestMetrics {
  const listeners: Parameters<RequestMetrics['listen']>[0][] = [];
  const requests = createCounter({
    name: 'unified_sync_requests_total',
    help: 'Requests that the worker made, by how they ended.',
  });
  const bytes = createCounter({
    name: 'unified_sync_request_bytes_total',
    help: 'Bytes of the bodies that the worker sent and received.',
  });
  const seconds = createHistogram({
    name: 'unified_sync_request_duration_seconds',
    help: 'Time until the headers of an answer came.',
    bounds,
  });
  return {
    name: 'requests',
    listen: (listener) => void listeners.push(listener),
    read: async () => [requests.metric(), bytes.metric(), seconds.metric()],
    fetchOf: (connection) => async (input, init) => {
      const send = options.fetch ?? globalThis.fetch;
      const { method, signal } =
        input instanceof Request ? input : { method: 'GET', signal: undefined, ...init };
      const ended = (outcome: string): void => {
        requests.add({ connection, method: method.toUpperCase(), outcome });
        for (const listener of listeners) listener(connection, outcome);
      };
      const startedAt = performance.now();
      countSent(input, init, (count) => bytes.add({ connection, direction: 'sent' }, count));
      try {
        const response = await send(input, init);
        seconds.observe({ connection }, (performance.now() - startedAt) / 1000);
        ended(response.status === 429 ? '429' : `${Math.floor(response.status / 100)}xx`);
        return countReceived(response, (count) => bytes.add({ connection, direction: 'received' }, count));
      } catch (error) {
        // Nobody gives up a request of ours but its time limit.
        ended(signal?.aborted === true ? 'timeout' : 'network');
        throw error;
      }
    },
  };
}
