import { getResponse, http, HttpResponse, matchRequestUrl, type RequestHandler } from 'msw';
import { sleep } from '../sleep.ts';
import type { Fault } from './fault.ts';
import { seededRandom } from './seeded-random.ts';

/** Which requests a fault is for. */
export interface FaultTarget {
  /**
   * A method or `*`, and a path pattern of msw, which may begin with `*` for any host:
   * `POST https://invoicing.co/api/v1/payments`. @default every request
   */
  route?: string;
}

/** A fault that happens by chance. */
export interface FaultRule extends FaultTarget {
  fault: Fault;
  /** From 0 (never) to 1 (always). */
  probability: number;
}

/** How a {@link Faults} is made. */
export interface FaultsOptions {
  /** The same seed gives the same faults to the same requests. @default 1 */
  seed?: number;
  /** Milliseconds every answer takes: a number, or the least and the most. @default 0 */
  latency?: number | readonly [least: number, most: number];
  rules?: readonly FaultRule[];
}

/** A fault that happened. */
export interface FaultRecord {
  method: string;
  path: string;
  fault: Fault;
}

/** A plan of what goes wrong, for the handlers of a mock server. */
export interface Faults {
  /** The next `times` (default 1) requests of the route meet this fault, before any rule is asked. */
  next(fault: Fault, options?: FaultTarget & { times?: number }): void;
  /** Forgets everything that `next` announced and every rule: all is well from here. */
  clear(): void;
  /** What went wrong so far. */
  readonly history: readonly FaultRecord[];
  /** Puts the plan in front of msw handlers: pass the result to `setupServer` or `serveMsw`. */
  inFrontOf(handlers: readonly RequestHandler[]): RequestHandler[];
}

/** Makes a seeded plan of faults. */
export function createFaults({ seed = 1, latency = 0, rules = [] }: FaultsOptions = {}): Faults {
  const random = seededRandom(seed);
  const history: FaultRecord[] = [];
  let announced: (FaultTarget & { fault: Fault; times: number })[] = [];
  let chances = rules;
  const [least, most] = typeof latency === 'number' ? [latency, latency] : latency;

  const draw = (request: Request): Fault | undefined => {
    const next = announced.find((entry) => isFor(request, entry));
    if (next !== undefined) {
      next.times -= 1;
      announced = announced.filter(({ times }) => times > 0);
      return next.fault;
    }
    // Each rule draws once, so that one rule's luck does not move another's.
    const met = chances.filter((rule) => isFor(request, rule) && random() < rule.probability);
    return met[0]?.fault;
  };

  const answer = async (handlers: RequestHandler[], request: Request): Promise<Response | undefined> => {
    const matches = await Promise.all(handlers.map(async (handler) => await handler.test({ request })));
    if (!matches.includes(true)) return undefined;
    if (most > 0) await sleep(least + random() * (most - least));
    const fault = draw(request);
    if (fault === undefined) return await getResponse(handlers, request);
    history.push({ method: request.method, path: new URL(request.url).pathname, fault });
    return await applyFault(fault, async () => await getResponse(handlers, request));
  };

  return {
    history,
    next(fault, { times = 1, ...target } = {}) {
      announced.push({ ...target, fault, times });
    },
    clear() {
      announced = [];
      chances = [];
    },
    inFrontOf(handlers) {
      const behind = [...handlers];
      return [http.all('*', async ({ request }) => await answer(behind, request.clone()))];
    },
  };
}

async function applyFault(
  fault: Fault,
  real: () => Promise<Response | undefined>,
): Promise<Response | undefined> {
  switch (fault.kind) {
    case 'slow':
      await sleep(fault.milliseconds);
      return await real();
    case 'status':
      return Response.json(fault.body ?? null, {
        status: fault.status,
        ...(fault.headers !== undefined && { headers: fault.headers }),
      });
    case 'reset':
      return HttpResponse.error();
    case 'lost-answer':
      await real();
      return HttpResponse.error();
  }
}

function isFor(request: Request, { route }: FaultTarget): boolean {
  if (route === undefined) return true;
  const [method = '*', pattern = '*'] = route.split(' ');
  return (
    (method === '*' || method === request.method) && matchRequestUrl(new URL(request.url), pattern).matches
  );
}
