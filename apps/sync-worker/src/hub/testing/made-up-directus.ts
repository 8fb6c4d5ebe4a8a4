/** A Directus that answers as told: by method and path, the `data` and `meta` of the answer, or its status. */
export interface MadeUpDirectus {
  readonly fetch: typeof globalThis.fetch;
  /** Every request that came in, e.g. `SEARCH /permissions`, in order. */
  readonly requests: readonly string[];
}

/** @param answers - by e.g. `GET /server/info`; read anew for each request. What is not there gets 403, as from Directus. */
export function madeUpDirectus(answers: ReadonlyMap<string, object>): MadeUpDirectus {
  const requests: string[] = [];
  return {
    requests,
    async fetch(input, init) {
      const request = new Request(input, init);
      const asked = `${request.method} ${new URL(request.url).pathname}`;
      requests.push(asked);
      const body = answers.get(asked);
      return body === undefined ? Response.json({ errors: [] }, { status: 403 }) : Response.json(body);
    },
  };
}
