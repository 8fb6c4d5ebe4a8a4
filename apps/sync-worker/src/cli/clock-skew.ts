/**
 * How far the clock of a server is ahead of ours, by the `Date` of an answer to a request without credentials.
 *
 * @returns milliseconds, to a second or so; `null` where it does not say the time
 * @throws {Error} where it does not answer within ten seconds.
 */
export async function clockSkew(
  url: string,
  { fetch = globalThis.fetch, now = Date.now }: { fetch?: typeof globalThis.fetch; now?: () => number } = {},
): Promise<number | null> {
  const asked = now();
  const answer = await fetch(url, {
    method: 'HEAD',
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000),
  });
  const middle = (asked + now()) / 2;
  const date = answer.headers.get('date');
  // The header has whole seconds, cut off: on average it is half a second late.
  return date === null ? null : Date.parse(date) + 500 - middle;
}
