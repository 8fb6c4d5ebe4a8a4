/** Thrown by a job whose provider asks to wait: the connection's jobs rest that long, and this one then runs again. */
export class RateLimited extends Error {
  override readonly name = 'RateLimited';
  /** Whole milliseconds, at least one: the queue on PostgreSQL fails on others. */
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    const whole = Math.max(1, Math.ceil(retryAfter));
    super(`the provider asks to wait for ${whole} ms`);
    this.retryAfter = whole;
  }
}
