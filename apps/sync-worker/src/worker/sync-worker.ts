import type { Engine, Model, Side } from '@unified-sync/sync-engine';
import type { Connector } from '../connectors/connector.ts';
import type { DirectusHub } from '../hub/create-directus-hub.ts';
import type { PostgresStore } from '../store/postgres-store.ts';
import type { Log } from '../log.ts';
import type { Traffic } from '../traffic/create-traffic.ts';
import type { RunRecorder } from './record-runs.ts';

/** Everything that a running worker has: the engine with what it works on. */
export interface SyncWorker {
  readonly engine: Engine;
  readonly store: PostgresStore;
  readonly hub: DirectusHub;
  readonly model: Model;
  /** By name of the connection. */
  readonly connectors: ReadonlyMap<string, Connector>;
  /** The side that a listing is read from: a stream, or `hub.<collection>`. */
  sideOf(listing: string): Side;
  /** Names of all streams, those that others refer to first. */
  readonly streams: readonly string[];
  /** Names of all listings of the hub: `hub.<collection>`. */
  readonly hubListings: readonly string[];
  /** Whose dirty rows there are: `hub` and every connection. */
  readonly owners: readonly string[];
  /**
   * Asks every provider whose account it is. One that cannot be asked now is asked again before it is used.
   * @throws {AccountMismatchError} where a connection opens another account than at its first contact.
   */
  verifyAccounts(): Promise<void>;
  /** Breakers and budgets of all that it talks to. */
  readonly traffic: Traffic;
  /** Records that are looked at together. */
  readonly pageSize: number;
  /** Records what runs. */
  readonly runs: RunRecorder;
  readonly log: Log;
  /** True: the log tells of each record that is looked at, and of each write. */
  readonly logsRecords: boolean;
  /** Aborts when the process is told to end: a listing stops at its next page. */
  readonly ending: AbortSignal;
}
