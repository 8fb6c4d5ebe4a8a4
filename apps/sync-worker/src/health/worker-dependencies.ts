import type { Connector } from '../connectors/connector.ts';
import type { Traffic } from '../traffic/create-traffic.ts';
import type { SyncWorker } from '../worker/sync-worker.ts';
import type { Dependency } from './dependency.ts';
import { KnownTrouble, withoutDatabase } from './reason.ts';

/** What of a worker asks them. */
export interface Depending {
  readonly store: Pick<SyncWorker['store'], 'position'>;
  readonly hub: Pick<SyncWorker['hub'], 'ping'>;
  readonly connectors: ReadonlyMap<string, Pick<Connector, 'connection' | 'fingerprint'>>;
  readonly traffic: Pick<Traffic, 'status'>;
}

/** Name of Directus in health and metrics; no connection may have it. */
export const directusName = 'directus';

/** Milliseconds. A provider counts requests: it is asked for itself only where nothing else was asked of it. */
const freshFor = { own: 5000, provider: 60_000 };

// Shorter ones a probe sits out.
const longestPause = 2500;

/**
 * What a worker depends on. Without the database, the queue or Directus nothing gets done; a provider that is away holds up
 * its own records alone.
 */
export const workerDependencies = (
  { store, hub, connectors, traffic }: Depending,
  askQueue: () => Promise<unknown>,
): readonly Dependency[] => [
  { name: 'database', needed: true, freshFor: freshFor.own, probe: async () => await store.position() },
  { name: 'queue', needed: true, freshFor: freshFor.own, probe: askQueue },
  {
    name: directusName,
    needed: true,
    freshFor: freshFor.own,
    probe: unlessPaused(traffic, 'hub', async () => await hub.ping()),
  },
  ...[...connectors.values()].map((connector): Dependency => ({
    name: connector.connection,
    needed: false,
    freshFor: freshFor.provider,
    probe: unlessPaused(traffic, connector.connection, async () => await connector.fingerprint()),
  })),
];

/** A probe would wait for the end of a pause, and be taken for one without an answer. */
const unlessPaused =
  ({ status }: Pick<Traffic, 'status'>, owner: string, probe: () => Promise<unknown>) =>
  async (): Promise<unknown> => {
    const known = await status().catch((cause: unknown) => {
      throw new KnownTrouble(withoutDatabase, { cause });
    });
    const paused = known.find((one) => one.owner === owner)?.pausedFor ?? 0;
    if (paused > longestPause) throw new KnownTrouble('asks to wait');
    return await probe();
  };
