import { removeRow, archiveRow, restoreRow } from '../behaviour/lifecycle.ts';
import { stamped } from '../http/present.ts';
import { blank, type EntityData, type EntityName } from '../records/entity-data.ts';
import type { Installation } from '../store/installation.ts';
import type { Row } from '../store/table.ts';
import type { Entity } from './entity.ts';
import { ownerFilters } from './owner-filters.ts';

/** What an entity has to say for itself; the rest is as with all of them. */
export type Resource<Name extends EntityName> = Partial<Entity<EntityData[Name]>> &
  Pick<Entity<EntityData[Name]>, 'model' | 'permission' | 'table' | 'compare' | 'create' | 'update'>;

/** Completes an entity with what most of them do alike. */
export function resource<Name extends EntityName>(
  installation: Installation,
  name: Name,
  specific: Resource<Name>,
): Entity<EntityData[Name]> {
  const target = { installation, name, table: specific.table };
  return {
    name,
    blank: blank[name],
    sameFor: 'everybody',
    present: (row) => ({ ...stamped(row), documents: documentsOf(installation, name, row) }),
    includes: {},
    archive: (row) => archiveRow(target, row),
    remove: (row) => removeRow(target, row),
    restore: (row) => restoreRow(target, row),
    bulkActions: {},
    unknownAction: 'invalid',
    ...specific,
    filters: { ...ownerFilters(installation), ...specific.filters },
  };
}

/** The files attached to a record. */
export function documentsOf({ tables }: Installation, name: EntityName, { key, companyKey }: Row): object[] {
  return tables.documents
    .lookup('parent', companyKey, `${name}/${key}`)
    .map((row) => ({ ...stamped(row), is_deleted: false }));
}
