/** Calls a Directus as its administrator, past the hub: what a person does in the app. */
export interface DirectusAdmin {
  /** `data` of the answer. @throws {Error} with the answer, where it is none of 2xx. */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
}

export function directusAdmin({ url, adminToken }: { url: string; adminToken: string }): DirectusAdmin {
  return {
    async call(method, path, body) {
      const response = await fetch(url + path, {
        method,
        headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      const answer: unknown = text === '' ? undefined : JSON.parse(text);
      return typeof answer === 'object' && answer !== null && 'data' in answer ? answer.data : answer;
    },
  };
}
