import type { ApiRequest } from './api-request.ts';
import type { Reply } from './reply.ts';

/** Answers a request; `parameters` are the parts of the path that stand for `:name`. */
export type RouteHandler = (request: ApiRequest, parameters: readonly string[]) => Reply;

/** A verb, a path pattern such as `clients/:id/upload`, and who answers. */
export interface Route {
  readonly method: string;
  readonly pattern: string;
  readonly handler: RouteHandler;
}

/** What the router found for a path: the handler, or that only other verbs are known. */
export type RouteMatch =
  | { readonly kind: 'found'; readonly handler: RouteHandler; readonly parameters: readonly string[] }
  | { readonly kind: 'other-verb' }
  | { readonly kind: 'none' };

interface Compiled {
  readonly method: string;
  readonly parts: readonly string[];
  readonly handler: RouteHandler;
}

/** Finds routes by the first part of the path; the first that fits wins. */
export function createRouter(
  routes: readonly Route[],
): (method: string, path: readonly string[]) => RouteMatch {
  const compiled = routes.map(({ method, pattern, handler }): Compiled => ({
    method,
    parts: pattern.split('/'),
    handler,
  }));
  const byFirst = Map.groupBy(compiled, ({ parts }) => parts[0]);

  return (method, path) => {
    const fitting = (byFirst.get(path[0]) ?? []).filter(({ parts }) => fits(parts, path));
    const route = fitting.find((candidate) => candidate.method === method);
    if (route !== undefined)
      return { kind: 'found', handler: route.handler, parameters: parametersOf(route.parts, path) };
    return { kind: fitting.length > 0 ? 'other-verb' : 'none' };
  };
}

function fits(parts: readonly string[], path: readonly string[]): boolean {
  return (
    parts.length === path.length && parts.every((part, index) => part.startsWith(':') || part === path[index])
  );
}

function parametersOf(parts: readonly string[], path: readonly string[]): readonly string[] {
  return path.filter((_, index) => parts[index]?.startsWith(':') === true);
}
