/**
 * Waits for work, but no longer than so many milliseconds, nor after the signal.
 * @returns whether it ended; what it rejects with is thrown
 */
export async function endsWithin(
  milliseconds: number,
  work: Promise<unknown>,
  hurry?: AbortSignal,
): Promise<boolean> {
  const { promise: over, resolve } = Promise.withResolvers<boolean>();
  const giveUp = (): void => resolve(false);
  const timer = setTimeout(giveUp, milliseconds);
  hurry?.addEventListener('abort', giveUp, { once: true });
  if (hurry?.aborted === true) giveUp();
  try {
    return await Promise.race([work.then(() => true), over]);
  } finally {
    clearTimeout(timer);
    hurry?.removeEventListener('abort', giveUp);
  }
}
