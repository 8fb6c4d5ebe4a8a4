import type { Grant, Grants } from '../auth/grants.ts';
import type { World } from '../store/world.ts';
import { Failure, messageOnly, notFound, withId, withStatus } from './failure.ts';
import { type ApiRequest, parametersOf, type Reply, type Route } from './route.ts';

/** A request that was answered. */
export interface RequestRecord {
  method: string;
  /** With its version, e.g. `/1.0/accounts`. */
  path: string;
  query: string;
  status: number;
}

export interface RespondOptions {
  world: World;
  grants: Grants;
  routes: readonly Route[];
  /** Milliseconds to wait where there were too many requests. */
  throttle: () => number | undefined;
  onAnswer: (record: RequestRecord) => void;
}

/** Answers requests below the root of the API: the token endpoint and both versions. */
export function createResponder(
  options: RespondOptions,
): (request: Request, path: string) => Promise<Response> {
  const { world, grants, routes, throttle, onAnswer } = options;

  async function answer(request: Request, path: string): Promise<Response> {
    const text = await request.text();
    if (request.method === 'POST' && path === '/1.0/auth/token') {
      const { status, body } = await grants.token(
        request.headers.get('content-type'),
        new URLSearchParams(text),
      );
      return Response.json(body, { status });
    }
    const [, version = '', ...parts] = path.split('/');
    const call: ApiRequest = {
      method: request.method,
      path: `/${parts.join('/')}`,
      query: new URL(request.url).searchParams,
      body: parsed(text),
    };
    try {
      const grant = authenticate(request, call.path);
      limitRate();
      return toResponse(dispatch(call, version, grant));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return Response.json(error.body, { status: error.status, headers: { ...error.headers } });
    }
  }

  function authenticate(request: Request, path: string): Grant {
    const header = request.headers.get('authorization');
    const token = /^Bearer (.+)$/.exec(header ?? '')?.[1];
    const grant = token === undefined ? undefined : grants.find(token);
    if (grant !== undefined) return grant;
    // The shape of a refusal depends on the age of the route.
    if (/^\/(accounting|tax|label|team|departments|roles)/.test(path))
      throw withId(401, 1000, 'Access token is invalid or has expired.', world.createId());
    if (path.startsWith('/card')) throw withStatus(401, 'The request should be authorized.');
    throw messageOnly(401, 'The request should be authorized.');
  }

  let refusals = 0;
  function limitRate(): void {
    const wait = throttle();
    if (wait === undefined) return;
    refusals += 1;
    const seconds = Math.ceil(wait / 1000);
    const again = `Try again after ${seconds} seconds.`;
    // `Retry-After` may be there: here it is every second time, and the words are the other.
    const isHeader = refusals % 2 === 0;
    const message = `Request rate limit has been reached. ${isHeader ? 'Try again later.' : again}`;
    throw new Failure(
      429,
      { error_id: world.createId(), code: 3162, message },
      isHeader ? { 'retry-after': String(seconds) } : {},
    );
  }

  function dispatch(call: ApiRequest, version: string, grant: Grant): Reply {
    for (const route of routes) {
      if (route.method !== call.method || (route.version ?? '1.0') !== version) continue;
      if (route.only !== undefined && route.only !== world.environment) continue;
      const parameters = parametersOf(route.pattern, call.path);
      if (parameters === undefined) continue;
      const missing = route.scopes.filter((scope) => !grant.scopes.includes(scope));
      if (missing.length > 0) throw new Failure(403, { message: 'This action is forbidden', code: 9002 });
      return route.answer(call, ...parameters);
    }
    throw notFound('Resource');
  }

  return async (request, path) => {
    const response = await answer(request, path);
    const { method, url } = request;
    onAnswer({ method, path, query: new URL(url).search, status: response.status });
    return response;
  };
}

function toResponse({ status, body, bytes }: Reply): Response {
  if (bytes !== undefined)
    return new Response(bytes.data, { status, headers: { 'content-type': bytes.contentType } });
  return body === undefined ? new Response(null, { status }) : Response.json(body, { status });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
