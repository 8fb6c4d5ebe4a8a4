import { invalid } from '../http/api-failure.ts';
import type { EntityName } from '../records/entity-data.ts';
import type { Installation } from '../store/installation.ts';
import type { Row, Table } from '../store/table.ts';

/** The next free number of a kind, as `0001`, in a company. */
export function nextNumber(
  { nextKey }: Installation,
  entity: EntityName,
  table: Pick<Table<object>, 'lookup'>,
  companyKey: number,
): string {
  for (;;) {
    const number = String(nextKey(`${entity}/${companyKey}`)).padStart(4, '0');
    if (table.lookup('number', companyKey, number).length === 0) return number;
  }
}

/** Refuses a value that another record of the company has already, deleted ones included. */
export function checkUnique(
  table: Pick<Table<object>, 'lookup'>,
  index: string,
  companyKey: number,
  value: unknown,
  self?: Row,
): void {
  if (typeof value !== 'string' || value === '') return;
  const taken = table.lookup(index, companyKey, value).some((row) => row !== self);
  if (taken) throw invalid({ [index]: [`The ${index.replaceAll('_', ' ')} has already been taken.`] });
}
