/** Calls Directus; fits `RequestSchema` of directus-schema. */
export type AdminRequest = (call: {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'SEARCH';
  readonly path: string;
  readonly body?: unknown;
}) => Promise<unknown>;

/**
 * Calls Directus with an administrator's rights, for `init` and `doctor`; gives the `data` of its answer.
 * @throws {Error} where it refuses or does not answer; the message names the call, and no token.
 */
export function adminRequest(url: string, token: string): AdminRequest {
  const root = url.replace(/\/+$/, '');
  return async ({ method, path, body }) => {
    const response = await fetch(root + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(60_000),
    }).catch((error: unknown) => {
      throw new Error(`Directus at ${root} does not answer ${method} ${path}`, { cause: error });
    });
    const text = await response.text();
    if (!response.ok)
      throw new Error(`Directus refuses ${method} ${path}: ${response.status} ${text.slice(0, 500)}`);
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    return typeof answer === 'object' && answer !== null && 'data' in answer ? answer.data : answer;
  };
}
