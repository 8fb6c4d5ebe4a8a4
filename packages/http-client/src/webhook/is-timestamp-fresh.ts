/** What {@link isTimestampFresh} compares. */
export interface TimestampWindow {
  /** When the sender says that it signed: milliseconds since 1970. */
  timestamp: number;
  /** Milliseconds allowed either way: an old delivery may be a replay, one from the future a wrong clock. */
  tolerance: number;
  /** @default Date.now */
  now?: () => number;
}

/** True when a webhook was signed close enough to now; false for a timestamp that is no number. */
export function isTimestampFresh({ timestamp, tolerance, now = Date.now }: TimestampWindow): boolean {
  return Math.abs(now() - timestamp) <= tolerance;
}
