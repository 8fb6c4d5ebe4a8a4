import type { RecordResource } from '@unified-sync/invoice-ninja-client';
import type { Rows } from './entity.ts';

/** What reading takes of a resource; its filters and writes are not needed here. */
type Readable<Row, Include extends string> = Pick<
  RecordResource<Row, Readonly<Record<string, never>>, Include, never, never, never>,
  'count' | 'get' | 'list' | 'listChanged'
>;

/** Reads a resource with the same relations embedded everywhere. */
export function rowsOf<Row, Include extends string>(
  resource: Readable<Row, Include>,
  include: readonly Include[] = [],
): Rows<Row> {
  return {
    get: async (id) => await resource.get(id, { include }),
    listChanged: (options) => resource.listChanged({ ...options, include }),
    list: (options) => resource.list(options),
    count: async () => await resource.count(),
  };
}
