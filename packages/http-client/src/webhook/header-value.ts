/** The headers of a delivery: those of `fetch`, or an object as Node gives it. */
export type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Gives the value of a header, whatever the case of its name. Several of one name are joined by a comma, as
 * `Headers` joins them.
 *
 * @returns `undefined` where there is no such header.
 */
export function headerValue(headers: WebhookHeaders, name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined;
  const [, value] = Object.entries(headers).find(([key]) => key.toLowerCase() === name.toLowerCase()) ?? [];
  return typeof value === 'string' ? value : value?.join(', ');
}
