import type { Entity } from '../entities/entity.ts';
import { decodeId } from '../ids.ts';
import type { EntityData, EntityName, RecordOf } from '../records/entity-data.ts';
import type { Company } from '../store/company.ts';
import type { Installation } from '../store/installation.ts';
import type { Row, RowState } from '../store/table.ts';
import { completeValues } from './complete-values.ts';

/** Where and in which state a record is put. Times are milliseconds since 1970. */
export interface InsertOptions {
  /** @default the company of the server's own token */
  company?: Company;
  createdAt?: number;
  updatedAt?: number;
  /** A time: the record is archived. */
  archivedAt?: number;
  /** True: the record is deleted, which needs `archivedAt` too to be as in the real one. */
  isDeleted?: boolean;
}

/** Direct access to the records of one entity: past all rules, without events. */
export interface Collection<Name extends EntityName> {
  /** Stores a record of these values and sensible others: number, contacts, totals, balance. */
  insert(values: Partial<EntityData[Name]>, options?: InsertOptions): RecordOf<Name>;
  get(id: string): RecordOf<Name> | undefined;
  /** All records of all companies, deleted ones included. */
  all(): RecordOf<Name>[];
  /** Overwrites fields. `updated_at` moves unless `touch` is false. */
  update(id: string, values: Partial<EntityData[Name]>, options?: { touch?: boolean }): RecordOf<Name>;
  /** Takes a record away for good, as a purge does: no tombstone, no event. */
  purge(id: string): void;
}

export function createCollection<Name extends EntityName>(
  installation: Installation,
  entity: Entity<EntityData[Name]>,
  name: Name,
  companies: () => readonly Company[],
): Collection<Name> {
  const { table } = entity;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an entity presents its data and the stamp
  const show = (row: Row<EntityData[Name]>): RecordOf<Name> => entity.present(row, {}) as RecordOf<Name>;
  const must = (id: string): Row<EntityData[Name]> => {
    const row = table.get(decodeId(id) ?? 0);
    if (row === undefined) throw new Error(`There is no record "${id}" in ${name}.`);
    return row;
  };

  return {
    insert(values, { company = companies()[0], ...state } = {}) {
      const companyKey = company?.key ?? 1;
      const data = completeValues(installation, name, values, entity.blank(), companyKey);
      return show(table.insert(companyKey, data, inMicros(state)));
    },
    get(id) {
      const row = table.get(decodeId(id) ?? 0);
      return row && show(row);
    },
    all: () => companies().flatMap(({ key }) => table.ofCompany(key).map(show)),
    update: (id, values, options = {}) => show(table.save(must(id), values, options)),
    purge: (id) => table.purge(must(id)),
  };
}

function inMicros({ createdAt, updatedAt, archivedAt, isDeleted }: InsertOptions): RowState {
  return {
    ...(createdAt !== undefined && { createdAt: createdAt * 1000, updatedAt: createdAt * 1000 }),
    ...(archivedAt !== undefined && { archivedAt: archivedAt * 1000, updatedAt: archivedAt * 1000 }),
    ...(updatedAt !== undefined && { updatedAt: updatedAt * 1000 }),
    ...(isDeleted !== undefined && { isDeleted }),
  };
}
