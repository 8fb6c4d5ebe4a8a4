// CPU time that http-client adds to a request, beside bare ky with the same hooks and fetch alone.
// All of them send to one stub in this process, so that nothing is measured but the code above `fetch`.
import { createHttpClient, path } from '@unified-sync/http-client';
import ky from 'ky';
import { z } from 'zod';
import { type Contender, measureCpu } from './measure-cpu.ts';
import { table, writeResults } from './results.ts';

const target = 40;
const baseUrl = 'https://api.example.test/v1';
const body = JSON.stringify({
  data: { id: 'VolejRejNm', number: '0001', amount: 1234.5, updated_at: 1_700_000_000 },
});
const schema = z.object({
  data: z.object({ id: z.string(), number: z.string(), amount: z.number(), updated_at: z.number() }),
});

let attempts = 0;
async function stubFetch(input: string | URL | Request): Promise<Response> {
  if (!(input instanceof Request))
    throw new TypeError('the stub wants a Request, which every contender has to make');
  return new Response(body, { headers: { 'content-type': 'application/json' } });
}
const authorize = (headers: Headers): void => headers.set('Authorization', 'Bearer token-of-the-benchmark');
/** What a circuit breaker does at least. */
async function around(send: () => Promise<Response>): Promise<Response> {
  attempts += 1;
  return await send();
}

async function fetchAlone(): Promise<unknown> {
  const headers = new Headers({ accept: 'application/json' });
  authorize(headers);
  const request = new Request(`${baseUrl}/invoices/VolejRejNm?include=client`, { headers });
  const response = await around(async () => await stubFetch(request));
  return schema.parse(await response.json());
}

const kyAlone = ky.create({ prefix: baseUrl, fetch: stubFetch, retry: 0, timeout: false });
const kyWithHooks = ky.create({
  prefix: baseUrl,
  fetch: async (request) => await around(async () => await stubFetch(request)),
  timeout: 30_000,
  retry: { limit: 2, jitter: true, retryOnTimeout: true },
  hooks: {
    beforeRequest: [({ request }) => authorize(request.headers)],
    afterResponse: [
      ({ request, response }) => {
        if (response.status !== 401) return;
        const headers = new Headers(request.headers);
        authorize(headers);
        return ky.retry({ request: new Request(request, { headers }), delay: 0 });
      },
    ],
  },
});
const kyWithoutRetry = kyWithHooks.extend({ retry: 0 });
const http = createHttpClient({ provider: 'bench', baseUrl, fetch: stubFetch, authorize, around });

const searchParams = { include: 'client' };
const throughKy = (api: typeof ky) => async (): Promise<unknown> =>
  await api('invoices/VolejRejNm', { searchParams }).json(schema);
const contenders: readonly Contender[] = [
  { name: 'fetch', run: fetchAlone },
  { name: 'ky, no hooks, no retries, no timeout', run: throughKy(kyAlone) },
  { name: 'ky, same hooks, no retries', run: throughKy(kyWithoutRetry) },
  { name: 'ky, same hooks', run: throughKy(kyWithHooks) },
  {
    name: 'http-client',
    run: async () =>
      await http.request('GET', path`/invoices/${'VolejRejNm'}`, { query: searchParams, schema }),
  },
];

const options = { rounds: 40, callsPerRound: 1000 };
const figures = await measureCpu(contenders, options);
const medianOf = (name: string): number => figures.find((row) => row.name === name)?.median ?? Number.NaN;
const added = medianOf('http-client') - medianOf('ky, same hooks');
const rows = figures.map(({ name, median, p10, p90 }) => [
  name,
  ...[median, p10, p90].map((value) => value.toFixed(1)),
]);

await writeResults(
  'CPU per request',
  `Microseconds of CPU per request over ${options.rounds} rounds of ${options.callsPerRound}, contenders interleaved, one stub for \`fetch\`, answers read and checked by one schema.

${table(['', 'median', 'p10', 'p90'], rows)}

http-client minus ky with the same hooks (credentials, 401, breaker, timeout, retries): **${added.toFixed(1)} µs**; at most ${target} µs wanted.`,
  [
    {
      what: 'CPU of a request, http-client minus ky with the same hooks',
      wanted: `<= ${target} µs`,
      measured: `${added.toFixed(1)} µs`,
      isMet: added <= target,
    },
  ],
);
if (attempts === 0 || !(added <= target)) process.exitCode = 1;
