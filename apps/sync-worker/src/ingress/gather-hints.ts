import type { TracedHint } from '../store/store-observer.ts';

/** What {@link gatherHints} needs. */
export interface GatherHintsOptions {
  /** Stores hints: durable when it returns. */
  readonly markDirty: (hints: readonly TracedHint[]) => Promise<void>;
  /** Stores under way at once. A second one goes on where the first waits for a row that somebody else has. @default 2 */
  readonly concurrency?: number;
}

interface Waiting {
  readonly hints: readonly TracedHint[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Stores hints of many calls together: what comes in while hints are being stored goes out with the next ones, so that
 * a storm costs a few commits and not one each. A call is answered once its own hints are durable, never before; where
 * hints cannot be stored together, each call's are tried by themselves, so that one call cannot fail another.
 */
export function gatherHints({
  markDirty,
  concurrency = 2,
}: GatherHintsOptions): (hints: readonly TracedHint[]) => Promise<void> {
  let waiting: Waiting[] = [];
  let underWay = 0;

  async function storeAll(): Promise<void> {
    underWay += 1;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      // oxlint-disable-next-line no-await-in-loop -- what comes in meanwhile is the next batch
      await storeTogether(markDirty, batch);
    }
    underWay -= 1;
  }

  return async (hints) =>
    await new Promise<void>((resolve, reject) => {
      waiting.push({ hints, resolve, reject });
      if (underWay < concurrency) void storeAll();
    });
}

async function storeTogether(
  markDirty: GatherHintsOptions['markDirty'],
  batch: readonly Waiting[],
): Promise<void> {
  try {
    await markDirty(batch.flatMap(({ hints }) => hints));
    for (const { resolve } of batch) resolve();
  } catch (error) {
    const [only] = batch;
    if (only !== undefined && batch.length === 1) only.reject(error);
    else await Promise.all(batch.map(async (one) => await storeTogether(markDirty, [one])));
  }
}
