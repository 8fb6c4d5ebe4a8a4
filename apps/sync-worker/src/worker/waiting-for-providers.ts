import type { PostgresStore } from '../store/postgres-store.ts';
import { heldBackFor } from '../traffic/lane-scope.ts';

/** What was held back is tried again when its provider may be asked, and not before. */
export const waitingForProviders = (store: PostgresStore): PostgresStore => ({
  ...store,
  deferDirty: async (rows, milliseconds) =>
    await store.deferDirty(rows, Math.max(milliseconds, heldBackFor())),
});
