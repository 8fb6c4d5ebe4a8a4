/** Ends everything a call waits for, as soon as its caller aborts or its deadline passes. */
export interface CallScope {
  signal: AbortSignal;
  /** Lets go of the timer and of the caller's signal. */
  close(): void;
}

export function openScope(
  caller: AbortSignal | undefined,
  deadline: number,
  onDeadline: () => Error,
): CallScope {
  caller?.throwIfAborted();
  const controller = new AbortController();
  const follow = (): void => controller.abort(caller?.reason);
  caller?.addEventListener('abort', follow, { once: true });
  const timer = setTimeout(() => controller.abort(onDeadline()), deadline);
  return {
    signal: controller.signal,
    close() {
      clearTimeout(timer);
      caller?.removeEventListener('abort', follow);
    },
  };
}

/** Settles as `work` does, or rejects with the signal's reason if that comes first, whatever `work` is at. */
export async function untilAborted<Result>(
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result> {
  return await new Promise<Result>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work().then(resolve, reject);
  });
}
