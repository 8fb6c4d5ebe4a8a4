import { Client } from 'pg';
import { z } from 'zod';
import type { BackfillWorld } from './start-backfill.ts';

// What others refer to comes first.
const collections = [
  'companies',
  'people',
  'products',
  'quotes',
  'client_invoices',
  'payments',
  'expenses',
] as const;

/** Items of one collection, as they are sent to Directus. */
export interface Items {
  readonly collection: string;
  readonly rows: readonly Row[];
}

export type Row = Readonly<Record<string, unknown>>;

// Set by Directus itself.
const ofDirectus = new Set(['date_created', 'date_updated', 'user_created', 'user_updated']);

const page = z.object({ data: z.array(z.record(z.string(), z.unknown())) });
const pageSize = 1_000;

/** Everything that a backfill has left in Directus. */
export async function readItems(world: BackfillWorld): Promise<readonly Items[]> {
  const found: Items[] = [];
  for (const collection of collections) {
    const rows: Row[] = [];
    for (let at = 1; rows.length === (at - 1) * pageSize; at += 1) {
      const query = { limit: pageSize, page: at, sort: ['id'], fields: ['*'] };
      // oxlint-disable-next-line no-await-in-loop -- page by page
      const answer = await send(world, 'SEARCH', collection, { query });
      const { data } = page.parse(await answer.json());
      rows.push(
        ...data.map((row) =>
          Object.fromEntries(Object.entries(row).filter(([name]) => !ofDirectus.has(name))),
        ),
      );
    }
    found.push({ collection, rows });
  }
  return found;
}

/** How items are sent: so many in a request, so many requests at once. */
export interface Way {
  readonly batch: number;
  readonly concurrency: number;
}

/**
 * Creates items as plainly as it gets: arrays, with the worker's own token, an answer of ids alone.
 * @returns items a second
 */
export async function rawRate(
  world: BackfillWorld,
  items: readonly Items[],
  { batch, concurrency }: Way,
): Promise<number> {
  const started = performance.now();
  let count = 0;
  for (const { collection, rows } of items) {
    const starts = Array.from({ length: Math.ceil(rows.length / batch) }, (_, at) => at * batch).values();
    const sender = async (): Promise<void> => {
      for (const start of starts) {
        const answer = await send(world, 'POST', collection, rows.slice(start, start + batch));
        await answer.arrayBuffer();
      }
    };
    await Promise.all(Array.from({ length: concurrency }, sender));
    count += rows.length;
  }
  return (count * 1_000) / (performance.now() - started);
}

async function send(
  world: BackfillWorld,
  method: string,
  collection: string,
  body: unknown,
): Promise<Response> {
  const answer = await fetch(
    `${world.directus.url}/items/${collection}${method === 'POST' ? '?fields=id' : ''}`,
    {
      method,
      headers: { authorization: `Bearer ${world.workerToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    },
  );
  if (!answer.ok) throw new Error(`${method} ${collection}: ${answer.status} ${await answer.text()}`);
  return answer;
}

/** Takes everything out of Directus, with its history, and forgets what the worker knows of it. */
export async function startOver(world: BackfillWorld): Promise<void> {
  await runSql(
    world.hubUrl,
    `truncate ${collections.join(', ')}, directus_revisions, directus_activity cascade`,
  );
  await runSql(world.workerUrl, 'drop schema if exists unified_sync cascade');
}

async function runSql(connectionString: string, sql: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
