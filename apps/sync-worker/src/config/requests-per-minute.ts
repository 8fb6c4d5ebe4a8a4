import { z } from 'zod';

const expected = 'expected requests a minute from 10 to 100000, e.g. 500';

/** A rate limit as it is configured: a whole number of requests a minute. */
export const requestsPerMinute = z.int({ error: expected }).min(10, expected).max(100_000, expected);
