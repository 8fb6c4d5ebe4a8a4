import type { PostgresStore } from '../store/postgres-store.ts';
import type { Metric, MetricSource, Sample } from './metric.ts';

export interface StoreMetricsOptions {
  readonly store: Pick<PostgresStore, 'status' | 'oldestUnsynced' | 'runs'>;
  readonly connections: readonly string[];
}

const directions = ['in', 'out'] as const;
/** An item of the hub that no connection has yet. */
const unlinked = 'unlinked';

/** What the store owes: the same from every worker on it, so a dashboard takes the maximum and not the sum. */
export function createStoreMetrics({ store, connections }: StoreMetricsOptions): MetricSource {
  return {
    name: 'store',
    async read() {
      const [oldest, status, listings] = await Promise.all([
        store.oldestUnsynced(),
        store.status(),
        store.runs.listingAges(),
      ]);
      // The tables were read: where nothing is owed, nothing is old.
      const ages = new Map(
        [...connections, unlinked].flatMap((connection) =>
          directions
            .filter((direction) => connection !== unlinked || direction === 'out')
            .map((direction) => [`${connection} ${direction}`, { connection, direction, age: 0 }]),
        ),
      );
      for (const { connection, ...one } of oldest) {
        const name = connection ?? unlinked;
        ages.set(`${name} ${one.direction}`, { connection: name, ...one });
      }
      return [
        gauge(
          'unified_sync_oldest_unsynced_change_age_seconds',
          'Age of the oldest change that is not on both sides yet.',
          [...ages.values()].map(({ age, ...labels }) => ({ labels, value: age / 1000 })),
        ),
        gauge(
          'unified_sync_changes_waiting',
          'Records to be looked at.',
          status.backlog.map(({ connection, direction, lane, rows }) => ({
            labels: { connection: connection ?? unlinked, direction, lane },
            value: rows,
          })),
        ),
        gauge(
          'unified_sync_outbox_writes',
          'Writes that are planned or under way.',
          status.effects.map(({ side, state, count }) => ({ labels: { side, state }, value: count })),
        ),
        gauge(
          'unified_sync_outbox_oldest_age_seconds',
          'Time that the oldest of these writes has been so.',
          status.effects.map(({ side, state, oldestAge }) => ({
            labels: { side, state },
            value: oldestAge / 1000,
          })),
        ),
        gauge(
          'unified_sync_findings_open',
          'Findings that wait for a person.',
          status.findings.map(({ kind, open }) => ({ labels: { kind }, value: open })),
        ),
        gauge(
          'unified_sync_items_waiting',
          'Items that wait for a link of a stream, or for its first listing.',
          status.waiting.map(({ stream, items }) => ({ labels: { stream }, value: items })),
        ),
        gauge(
          'unified_sync_listing_age_seconds',
          'Time since a listing was last read to its end: how late a change that nobody told of may be.',
          listings.map(({ listing, kind, age }) => ({ labels: { listing, kind }, value: age / 1000 })),
        ),
      ];
    },
  };
}

const gauge = (name: string, help: string, samples: readonly Sample[]): Metric => ({
  name,
  help,
  type: 'gauge',
  samples,
});
