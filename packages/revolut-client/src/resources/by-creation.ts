import type { Paginated } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, RevolutApi } from '../api.ts';
import { listBackwards } from '../listing/backwards.ts';
import type { Moment } from '../listing/instants.ts';
import { checkLimit } from './check-limit.ts';

/** Options of lists that go back from the newest record. */
export interface ListByCreationOptions extends CallOptions {
  /** Records created before this moment. @default all */
  createdBefore?: Moment | undefined;
  /** Records a page. @default the largest page */
  perPage?: number | undefined;
}

interface ByCreation<Row> {
  path: string;
  schema: z.ZodType<Row>;
  /** The largest page. */
  largest: number;
  query?: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** Lists by `created_before`, which is exclusive, and `limit`. */
export function listByCreation<Row extends { id: string; created_at: string }>(
  { http }: RevolutApi,
  { path, schema, largest, query }: ByCreation<Row>,
  { createdBefore, perPage = largest, signal }: ListByCreationOptions,
): Paginated<Row> {
  const rows = z.array(schema);
  return listBackwards({
    path,
    limit: checkLimit('perPage', perPage, largest),
    largest,
    before: createdBefore,
    keyOf: ({ id }) => id,
    timeOf: ({ created_at }) => created_at,
    read: async (created_before, limit) =>
      await http.request('GET', path, { schema: rows, query: { ...query, created_before, limit }, signal }),
  });
}
