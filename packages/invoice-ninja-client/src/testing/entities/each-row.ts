import type { Row } from '../store/table.ts';
import type { BulkAction } from './entity.ts';

/** A bulk action that does the same with every row. */
export function eachRow<Data>(action: (row: Row<Data>) => unknown): BulkAction<Data> {
  return (rows) => {
    for (const row of rows) action(row);
  };
}
