import type { SchemaNames } from '@unified-sync/directus-schema';
import { correlated, logHints } from '../tracing/correlate-hints.ts';
import { newCorrelation, traced } from '../tracing/trace.ts';
import type { SyncWorker } from '../worker/sync-worker.ts';
import { judgeChanges } from './judge-changes.ts';
import { listenToChanges, type ListenToChangesOptions } from './listen-to-changes.ts';
import { watchedTables } from './watched-tables.ts';

/** What {@link hearChanges} needs. */
export interface HearChangesOptions extends Omit<ListenToChangesOptions, 'keep' | 'log'> {
  readonly names: SchemaNames;
  /** Called when something of these owners may be due. */
  readonly onHints: (owners: readonly string[]) => void;
  /** Called when something changed that cannot be named. */
  readonly onIncomplete: () => void;
}

/** Marks what the triggers in Directus' database note, in the lane of people's changes. Ends when the signal does. */
export async function hearChanges(worker: SyncWorker, options: HearChangesOptions): Promise<void> {
  const { onHints, onIncomplete, names, ...listening } = options;
  const { model, log, hub } = worker;
  const store = worker.store.inLane('user');
  const tables = watchedTables(model, names);
  let userId: string | undefined;
  await listenToChanges({
    ...listening,
    log,
    async keep(changes) {
      // Not known yet: its own changes cost looks, and nothing else.
      userId ??= await hub.currentUser().then(
        ({ id }) => id,
        () => undefined,
      );
      const { hints, isIncomplete } = await judgeChanges(changes, {
        model,
        tables,
        userId,
        writesTo: async (items) => await store.writesToItems(items),
      });
      if (hints.length > 0)
        await traced({ id: newCorrelation(), records: undefined }, async () => {
          await store.markDirty(correlated(hints));
          logHints(worker, 'triggers', hints);
        });
      if (isIncomplete) onIncomplete();
      if (hints.length > 0) onHints(['hub']);
    },
  });
}
