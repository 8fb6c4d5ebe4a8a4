import autocannon from 'autocannon';

/** What one load came to. */
export interface LoadResult {
  readonly answered: number;
  readonly seconds: number;
  /** Milliseconds from sending a call until it was answered. */
  readonly p50: number;
  readonly p99: number;
}

export interface LoadOptions {
  readonly port: number;
  readonly secret: string;
  readonly bodies: readonly string[];
  readonly connections: number;
  readonly seconds: number;
}

/**
 * Calls the address of an Invoice Ninja event over and over, each connection as fast as it is answered.
 * @throws where a call fails, or is answered anything but 204
 */
export async function loadWebhooks(options: LoadOptions): Promise<LoadResult> {
  const { port, secret, bodies, connections, seconds } = options;
  let next = 0;
  const result = await autocannon({
    url: `http://127.0.0.1:${port}/hooks/ninja-acme/invoice-update`,
    connections,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-unified-sync-secret': secret },
        setupRequest(request) {
          next += 1;
          return { ...request, body: bodies[next % bodies.length] ?? '' };
        },
      },
    ],
  });
  const others = Object.entries(result.statusCodeStats ?? {}).filter(([code]) => code !== '204');
  if (result.errors > 0 || others.length > 0)
    throw new Error(`${result.errors} calls failed; answers besides 204: ${JSON.stringify(others)}`);
  return {
    answered: result['2xx'],
    seconds: result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}
