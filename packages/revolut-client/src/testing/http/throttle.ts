/** Counts requests of the business in windows of a minute; gives the milliseconds to wait when there are too many. */
export function createThrottle(now: () => number, limit: () => number): () => number | undefined {
  let start = Number.NEGATIVE_INFINITY;
  let count = 0;
  return () => {
    if (now() - start >= 60_000) {
      start = now();
      count = 0;
    }
    count += 1;
    return count > limit() ? start + 60_000 - now() : undefined;
  };
}
