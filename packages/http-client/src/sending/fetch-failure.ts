/** Marks what `fetch` itself rejected with: whatever its shape, no answer came. Never leaves this package. */
export class FetchFailure extends Error {
  override readonly name = 'FetchFailure';
  constructor(cause: unknown) {
    super('fetch failed', { cause });
  }
}
