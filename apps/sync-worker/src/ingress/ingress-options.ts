import type { SchemaNames } from '@unified-sync/directus-schema';
import type { Lane } from '@unified-sync/sync-engine';
import type { SyncWorker } from '../worker/sync-worker.ts';

/** What `createIngress` needs. */
export interface IngressOptions {
  readonly worker: SyncWorker;
  /** Of the Directus extension; during a rotation both. None: no hint is taken. */
  readonly hintSecrets: readonly string[];
  readonly names: SchemaNames;
  /** Called when rows of these owners (`hub`, or a connection) were marked in that lane: somebody may work them off now. */
  readonly onHints: (owners: readonly string[], lane: Lane) => void;
  /** Called when Directus had to drop hints: the hub is to be scanned and swept soon. */
  readonly onIncomplete: () => void;
  /** Milliseconds. @default Date.now */
  readonly now?: () => number;
}
