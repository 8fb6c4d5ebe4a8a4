import type { RequestOptions } from './request-options.ts';

/** @throws {TypeError} naming the header that HTTP refuses; the engine's own error would quote its value. */
export function requestHeaders({ headers: given, json }: RequestOptions, accept: string): Headers {
  const headers = new Headers({ accept });
  if (json !== undefined) headers.set('content-type', 'application/json');
  for (const [name, value] of Object.entries(given ?? {})) {
    try {
      headers.set(name, value);
    } catch {
      throw new TypeError(
        `headers.${name}: expected a name and a value that HTTP allows, got ${value.length} characters that it refuses. Look for line breaks and letters beyond Latin-1.`,
      );
    }
  }
  return headers;
}
