import { z } from 'zod';

/** What is kept of one grant. */
export const tokenSetSchema = z.object({
  accessToken: z.string(),
  /** Milliseconds since 1970 from when the access token is refused. */
  expiresAt: z.number(),
  /** Milliseconds since 1970 when the access token was issued. */
  obtainedAt: z.number(),
  /** Absent for grants without one, e.g. client credentials. */
  refreshToken: z.string().optional(),
});

/** The tokens of one grant: what a {@link TokenStore} keeps. */
export type TokenSet = z.infer<typeof tokenSetSchema>;
