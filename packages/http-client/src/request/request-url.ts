import type { RequestOptions } from './request-options.ts';

// A URL parser drops tabs and newlines, reads "\" as "/", and climbs on "..", also when written %2e.
const climbs = /(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i;
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const unsafe = /[\u0000-\u0020\u007f\\?#]/;

/**
 * Puts the URL of one call together.
 *
 * @throws {TypeError} when the path could reach another place than it seems to, or a query value is not finite.
 */
export function requestUrl(baseUrl: string, path: string, query: RequestOptions['query']): string {
  if (typeof path !== 'string' || climbs.test(path) || unsafe.test(path))
    throw new TypeError(
      'path: expected segments such as "/clients/abc", got one with "." or ".." as a segment, or with a space, "\\", "?", "#" or a control character. Write path`/clients/${id}`, and parameters into `query`.',
    );
  const url = `${baseUrl}/${path.replace(/^\/+/, '')}`;
  const search = queryString(query);
  return search === '' ? url : `${url}?${search}`;
}

function queryString(query: RequestOptions['query']): string {
  if (query === undefined) return '';
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const each of [value].flat()) {
      if (typeof each === 'number' && !Number.isFinite(each))
        throw new TypeError(
          `query.${name}: expected a finite number, got ${each}. Correct it or leave it out.`,
        );
      parameters.append(name, String(each));
    }
  }
  return parameters.toString();
}
