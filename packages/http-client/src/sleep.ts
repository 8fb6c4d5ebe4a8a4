/** Waits; rejects with the signal's reason when it aborts. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/** The longest wait that `setTimeout` keeps: beyond it, it fires at once. */
export const longestTimeout = 2 ** 31 - 1;

/** Waits with `setTimeout`, and leaves neither a timer nor a listener behind. */
export const sleep: Sleep = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(
      () => {
        signal?.removeEventListener('abort', stop);
        resolve();
      },
      Math.min(milliseconds, longestTimeout),
    );
    signal?.addEventListener('abort', stop, { once: true });
  });
