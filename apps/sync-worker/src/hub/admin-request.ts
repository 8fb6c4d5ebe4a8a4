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
      throw new Error(
        `Directus refuses ${method} ${path}: ${response.status} ${text.slice(0, 500)}${licenceHint(text)}`,
      );
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    return typeof answer === 'object' && answer !== null && 'data' in answer ? answer.data : answer;
  };
}

/** Directus 12 without a key has limits; what it answers names none of the ways out. */
function licenceHint(answer: string): string {
  if (answer.includes('"LIMIT_EXCEEDED"'))
    return '. Its licence allows no more of them: take away what is not used, or give Directus a licence key';
  if (answer.includes('"RESOURCE_RESTRICTED"'))
    return '. Its licence does not allow this: give Directus a licence key, or use the token of an administrator for the worker';
  return '';
}
