import type { SyncWorker } from '../worker/sync-worker.ts';
import type { Dependency } from './dependency.ts';

/** Name of Directus in health and metrics; no connection may have it. */
export const directusName = 'directus';

/** Milliseconds. A provider counts requests: it is asked for itself only where nothing else was asked of it. */
const freshFor = { own: 5000, provider: 60_000 };

/**
 * What a worker depends on. Without the database, the queue or Directus nothing gets done; a provider that is away holds up
 * its own records alone.
 */
export const workerDependencies = (
  { store, hub, connectors }: Pick<SyncWorker, 'store' | 'hub' | 'connectors'>,
  askQueue: () => Promise<unknown>,
): readonly Dependency[] => [
  { name: 'database', needed: true, freshFor: freshFor.own, probe: async () => await store.position() },
  { name: 'queue', needed: true, freshFor: freshFor.own, probe: askQueue },
  { name: directusName, needed: true, freshFor: freshFor.own, probe: async () => await hub.ping() },
  ...[...connectors.values()].map((connector): Dependency => ({
    name: connector.connection,
    needed: false,
    freshFor: freshFor.provider,
    probe: async () => await connector.fingerprint(),
  })),
];
