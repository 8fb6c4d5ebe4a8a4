import type { SchemaNames } from '@unified-sync/directus-schema';
import type { Lane } from '@unified-sync/sync-engine';
import type { Hono } from 'hono';
import type { CallOutcome } from '../metrics/worker-metrics.ts';
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
  /** Health, metrics and the board, see `createOperations`. @default none of them */
  readonly operations?: Hono;
  /** Told of each call: of which connection, or `directus`, and what became of it. @default nobody */
  readonly onCall?: (source: string, outcome: CallOutcome) => void;
  /** Milliseconds. @default Date.now */
  readonly now?: () => number;
}
