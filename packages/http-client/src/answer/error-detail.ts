const longest = 300;

/** What an error answer says in words, where the usual places hold something; else an empty string. */
export function errorDetail(status: number, headers: Headers, data: unknown): string {
  return isRedirect(status) ? redirectDetail(headers) : detailOf(data);
}

/** A redirect that a browser hides from us has the status 0. */
const isRedirect = (status: number): boolean =>
  status === 0 || (status >= 300 && status < 400 && status !== 304);

function redirectDetail(headers: Headers): string {
  const location = headers.get('location') ?? '';
  const target = URL.canParse(location) ? ` to ${new URL(location).origin}` : '';
  return `a redirect${target}, which is not followed: it would take the credentials along. Check baseUrl`;
}

function detailOf(data: unknown): string {
  if (typeof data !== 'object' || data === null) return '';
  const fields = new Map<string, unknown>(Object.entries(data));
  for (const name of ['message', 'error_description', 'detail', 'error', 'title']) {
    const text = fields.get(name);
    if (typeof text === 'string' && text !== '') return text.slice(0, longest);
  }
  return detailOf(fields.get('error'));
}
