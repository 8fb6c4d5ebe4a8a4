/** Thrown by a job whose provider asks to wait: the connection's jobs rest that long, and this one then runs again. */
export class RateLimited extends Error {
  override readonly name = 'RateLimited';
  /** Milliseconds. */
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super(`the provider asks to wait for ${retryAfter} ms`);
    this.retryAfter = retryAfter;
  }
}
