import { type CollectionName, resolveNames, type SchemaNames } from '@unified-sync/directus-schema';
import type { DirectusHub } from '../hub/create-directus-hub.ts';
import type { Item } from '../hub/hub-options.ts';
import type { ItemTable } from '../hub/item-table.ts';
import type { FindingStatus } from '../store/findings/read-findings.ts';
import type { PostgresStore } from '../store/postgres-store.ts';
import { findingItem, findingItemId, type ReportItem } from './finding-item.ts';
import { runItem } from './run-item.ts';

export interface ReporterOptions {
  readonly store: PostgresStore;
  readonly hub: Pick<DirectusHub, 'table'>;
  readonly names: SchemaNames;
  /** Owner company (id in the hub) of a connection. */
  readonly ownerOf: (connection: string) => string | undefined;
  /** Items that are written together. @default 100 */
  readonly batch?: number;
}

/** Shows findings and runs in Directus, and takes from there what people decide of findings. */
export interface Reporter {
  /**
   * First takes decisions, then writes what is not shown as it is: a store that is ahead of Directus catches up,
   * however long Directus was away.
   *
   * @returns how many decisions were taken
   * @throws {ApiError} where Directus cannot be asked; nothing is lost, the next call goes on.
   */
  report(): Promise<number>;
}

const statuses: readonly string[] = ['open', 'resolved', 'dismissed'] satisfies FindingStatus[];
const isStatus = (text: unknown): text is FindingStatus =>
  typeof text === 'string' && statuses.includes(text);

/** Milliseconds: a decision may become visible a little after its time stamp. */
const overlap = 60_000;

/** Truth stays in the store: these items are a picture of it, written again where they are missing. */
export function createReporter(options: ReporterOptions): Reporter {
  const { store, ownerOf, batch = 100 } = options;
  const findings = namedTable(options, 'sync_findings');
  const runs = namedTable(options, 'sync_runs');
  let since: number | null = null;

  async function takeDecisions(): Promise<number> {
    const changed = await findings.changedSince(since === null ? null : since - overlap);
    const decisions = await store.decisionsOfItems(
      changed.flatMap(({ id, status }) => (isStatus(status) ? [{ id, status }] : [])),
    );
    const taken = await store.decideFindings(decisions);
    since = changed.reduce((newest, { updatedAt }) => Math.max(newest, updatedAt), since ?? 0);
    return taken;
  }

  async function publishFindings(): Promise<void> {
    for (;;) {
      const waiting = await store.unpublishedFindings(batch);
      if (waiting.length === 0) return;
      const shown = await findings.find(waiting.map(({ digest }) => findingItemId(digest)));
      // A status that is not ours was set a moment ago: the next call takes it before anything overwrites it.
      const ready = waiting.filter(({ digest, publishedStatus }) => {
        const item = shown.get(findingItemId(digest));
        return item === undefined || publishedStatus === null || item.status === publishedStatus;
      });
      await findings.write(
        ready.map((finding) => findingItem(finding, ownerOf)),
        shown,
      );
      await store.markFindingsPublished(
        ready.map((finding) => ({ finding, publicId: findingItemId(finding.digest) })),
      );
      if (ready.length < waiting.length || waiting.length < batch) return;
    }
  }

  async function publishRuns(): Promise<void> {
    for (;;) {
      const waiting = await store.runs.unpublished(batch);
      if (waiting.length === 0) return;
      const shown = await runs.find(waiting.map(({ id }) => id));
      await runs.write(waiting.map(runItem), shown);
      await store.runs.markPublished(waiting);
      if (waiting.length < batch) return;
    }
  }

  return {
    async report() {
      const taken = await takeDecisions();
      await publishFindings();
      await publishRuns();
      return taken;
    },
  };
}

/** An item as it stands in Directus. */
interface ShownItem {
  readonly id: string;
  readonly status: string | null;
  /** Milliseconds. */
  readonly updatedAt: number;
}

/** A table under the user's names, read and written by ours. */
function namedTable({ hub, names }: ReporterOptions, name: CollectionName) {
  const resolved = resolveNames(names);
  const table: ItemTable = hub.table(resolved.collection(name));
  const named = (field: string): string => resolved.field(name, field);
  const [status, updated] = [named('status'), named('date_updated')];
  const toTheirs = (item: Item): Item =>
    Object.fromEntries(Object.entries(item).map(([field, value]) => [named(field), value]));
  const search = async (filter: Readonly<Record<string, unknown>>): Promise<readonly ShownItem[]> => {
    const found = await table.search({ fields: ['id', status, updated], filter, limit: -1 });
    return found.flatMap((item) => {
      const { id, [status]: shown, [updated]: date } = item;
      if (typeof id !== 'string') return [];
      const updatedAt = typeof date === 'string' ? Date.parse(date) : 0;
      return [{ id, status: typeof shown === 'string' ? shown : null, updatedAt }];
    });
  };
  return {
    async find(ids: readonly string[]): Promise<ReadonlyMap<string, ShownItem>> {
      return new Map((await search({ id: { _in: ids } })).map((item) => [item.id, item]));
    },
    /** @param instant milliseconds; `null`: everything that was ever changed */
    async changedSince(instant: number | null): Promise<readonly ShownItem[]> {
      return await search({
        [updated]: instant === null ? { _nnull: true } : { _gte: new Date(instant).toISOString() },
      });
    },
    /** Creates those that are not there, updates the others. */
    async write(items: readonly ReportItem[], shown: ReadonlyMap<string, ShownItem>): Promise<void> {
      const isThere = ({ id }: ReportItem): boolean => shown.has(id);
      await table.create(items.filter((item) => !isThere(item)).map(toTheirs));
      await table.update(items.filter(isThere).map(toTheirs));
    },
  };
}
