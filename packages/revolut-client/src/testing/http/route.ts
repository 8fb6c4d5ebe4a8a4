/** A request of the API, taken apart. */
export interface ApiRequest {
  method: string;
  /** Below the version, e.g. `/transaction/…`. */
  path: string;
  query: URLSearchParams;
  /** Parsed JSON; `undefined` where there is none. */
  body: unknown;
}

/** An answer: a status with JSON, bytes, or nothing. */
export interface Reply {
  status: number;
  body?: unknown;
  bytes?: { data: Uint8Array<ArrayBuffer>; contentType: string };
}

/** The scopes that a call needs, one of the API's versions, and who answers. */
export interface Route {
  method: string;
  /** E.g. `/transaction/:id`. */
  pattern: string;
  scopes: readonly string[];
  /** @default '1.0' */
  version?: '1.0' | '2.0';
  /** Where it exists. @default everywhere */
  only?: 'production' | 'sandbox';
  answer: (request: ApiRequest, ...parameters: string[]) => Reply;
}

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const created = (body: unknown): Reply => ({ status: 201, body });
export const noContent: Reply = { status: 204 };

/** The parameters of a path that fits a pattern; `undefined` for another one. */
export function parametersOf(pattern: string, path: string): string[] | undefined {
  const wanted = pattern.split('/');
  const parts = path.split('/');
  if (wanted.length !== parts.length) return undefined;
  const found: string[] = [];
  for (const [index, part] of parts.entries()) {
    if (wanted[index]?.startsWith(':') === true) found.push(decodeURIComponent(part));
    else if (wanted[index] !== part) return undefined;
  }
  return found;
}
