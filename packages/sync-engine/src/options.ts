/** How the engine works; all times in milliseconds. */
export interface EngineOptions {
  /** How long a worker holds an item before others may take it over. @default 60_000 */
  readonly leaseFor: number;
  /** A write is sent at most this long after it was marked as sending. @default 10_000 */
  readonly sendWindow: number;
  /** When to look again at what could not be finished. @default 5_000 */
  readonly retryAfter: number;
  /** Passes over an item within one call before it goes back to the queue. @default 8 */
  readonly mostRounds: number;
  /**
   * Pages of a listing that are converged at once: while one is being written, the next is read and planned. The
   * checkpoint passes them in their order all the same. @default 1
   */
  readonly pagesAtOnce: number;
  readonly guard: DeleteGuardOptions;
}

/** When a stream's deletes stop until a person has looked. */
export interface DeleteGuardOptions {
  /** Milliseconds over which deletes are counted. @default 86_400_000 */
  readonly within: number;
  /** This many are always allowed. @default 10 */
  readonly floor: number;
  /** Beyond the floor, this share of the stream's records. @default 0.05 */
  readonly share: number;
  /** The whole stream is never deleted, from this many records on. @default 3 */
  readonly wholeFrom: number;
}

export const defaultOptions: EngineOptions = {
  leaseFor: 60_000,
  sendWindow: 10_000,
  retryAfter: 5_000,
  mostRounds: 8,
  pagesAtOnce: 1,
  guard: { within: 86_400_000, floor: 10, share: 0.05, wholeFrom: 3 },
};
