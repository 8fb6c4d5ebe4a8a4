import type { Principal } from '../store/company.ts';
import { acceptsJson } from './accepts-json.ts';
import { ApiFailure, badToken, noRoute } from './api-failure.ts';
import { nested, parseBody, type ApiRequest } from './api-request.ts';
import { json, type Reply } from './reply.ts';
import type { RouteMatch } from './route.ts';
import { text } from '../behaviour/coerce.ts';

/** What stands between a request and its route. */
export interface Door {
  readonly match: (method: string, path: readonly string[]) => RouteMatch;
  /** Who a token belongs to. */
  readonly principal: (token: string) => Principal | undefined;
  /** True where this address has used up its allowance. */
  readonly isThrottled: (address: string) => boolean;
  /** True for the multi-tenant installation, whose messages differ. */
  readonly hosted: boolean;
}

/** Answers one request: method override, throttle, token, route, and errors in the caller's format. */
export async function answer(door: Door, request: Request): Promise<Reply> {
  try {
    return await dispatch(door, request);
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    return acceptsJson(request.headers) ? error.asJson : error.asPage;
  }
}

async function dispatch(door: Door, request: Request): Promise<Reply> {
  const url = new URL(request.url);
  const path = pathOf(url);
  const address = request.headers.get('x-forwarded-for') ?? '127.0.0.1';
  if (door.isThrottled(address)) throw throttled();
  const body = await parseBody(request);
  const query = nested(url.searchParams);
  const input = { ...query, ...body.values };
  const method = methodOf(request, input);
  const match = door.match(method, path);
  if (match.kind === 'none')
    throw noRoute(method === 'GET' ? '404 | Nothing to see here!' : 'Route does not exist');
  if (match.kind === 'other-verb') throw noRoute('Method not supported for this route');
  const principal = enter(door, request.headers);
  const apiRequest: ApiRequest = {
    method,
    path,
    query: url.searchParams,
    input,
    files: body.files,
    headers: request.headers,
    principal,
    address,
  };
  return match.handler(apiRequest, match.parameters);
}

/** A POST may stand for another verb: the only way in which PHP takes files by PUT. */
function methodOf(request: Request, input: Readonly<Record<string, unknown>>): string {
  const wanted = request.method === 'POST' ? text(input['_method']).toUpperCase() : '';
  if (['PUT', 'PATCH', 'DELETE'].includes(wanted)) return wanted;
  return request.method === 'HEAD' ? 'GET' : request.method;
}

function pathOf(url: URL): readonly string[] {
  const marker = '/api/v1/';
  const start = url.pathname.indexOf(marker);
  if (start === -1) return [''];
  return url.pathname
    .slice(start + marker.length)
    .split('/')
    .filter(Boolean)
    .map(decodeURIComponent);
}

function enter(door: Door, headers: Headers): Principal {
  const principal = door.principal(headers.get('x-api-token') ?? '');
  if (principal === undefined) throw badToken(door.hosted ? 'Invalid Token' : 'Invalid token');
  if (principal.state === 'inactive') throw badToken('User inactive');
  if (principal.state === 'locked') throw badToken('User access locked');
  if (door.hosted && !principal.company.paid)
    throw badToken('Feature not available with free / unpaid account.');
  return principal;
}

/** 429 without a word about when to come back: the real one loses its headers. */
function throttled(): ApiFailure {
  return new ApiFailure(json({ message: 'Too many requests' }, 429));
}
