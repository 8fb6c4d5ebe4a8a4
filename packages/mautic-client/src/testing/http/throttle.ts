import type { Reply } from './reply.ts';

const hour = 3_600_000;

/** `api_rate_limiter_limit`: calls an hour, and an answer that says it is HTML (noxlogic/ratelimit-bundle). */
export function createThrottle(limit: number, now: () => number): (caller: string) => Reply | undefined {
  const windows = new Map<string, { start: number; count: number }>();
  return (caller) => {
    if (limit === 0) return undefined;
    const known = windows.get(caller);
    const current = known !== undefined && now() - known.start < hour ? known : { start: now(), count: 0 };
    windows.set(caller, current);
    current.count += 1;
    if (current.count <= limit) return undefined;
    return {
      status: 429,
      contentType: 'text/html; charset=UTF-8',
      headers: {
        'X-RateLimit-Limit': String(limit),
        'X-RateLimit-Remaining': '0',
        'X-RateLimit-Reset': String(Math.ceil((current.start + hour) / 1000)),
      },
      body: {
        errors: [
          { code: 429, message: `You exceeded the rate limit of ${limit} API calls per hour.`, details: [] },
        ],
      },
    };
  };
}
