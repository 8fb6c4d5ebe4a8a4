const example = 'an absolute URL such as "https://invoicing.co/api/v1"';

/**
 * Checks the root of an API and gives it without trailing slashes.
 *
 * The value is never shown in an error: people paste addresses with credentials in them.
 *
 * @throws {TypeError} naming what is wrong and how to put it right.
 */
export function parseBaseUrl(baseUrl: unknown): string {
  if (typeof baseUrl !== 'string' || baseUrl.trim() === '')
    throw wrong(
      baseUrl === '' ? 'an empty string' : `${typeof baseUrl} without text`,
      'Pass the root of the API.',
    );
  const text = baseUrl.trim();
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:\/\//i.test(text))
    throw wrong(
      `a string of ${text.length} characters that does not begin with http:// or https:// and a host`,
      'Put https:// and the host in front.',
    );
  if (url.username !== '' || url.password !== '')
    throw wrong('one with a user name or password in it', 'Take them out and set them in `authorize`.');
  if (url.search !== '' || url.hash !== '' || /[?#]/.test(text))
    throw wrong('one with a query string or fragment', 'End it before the "?" or "#".');
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

const wrong = (shape: string, fix: string): TypeError =>
  new TypeError(`baseUrl: expected ${example}, got ${shape}. ${fix}`);
