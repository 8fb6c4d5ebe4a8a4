const requestIdHeaders = [
  'x-request-id',
  'request-id',
  'x-correlation-id',
  'x-trace-id',
  'x-amzn-requestid',
  'cf-ray',
] as const;

/** The provider's own id of a request, from the headers that providers and their proxies use for it. */
export function requestIdOf(headers: Headers): string | undefined {
  for (const name of requestIdHeaders) {
    const id = headers.get(name);
    if (id !== null && id !== '') return id;
  }
  return undefined;
}
