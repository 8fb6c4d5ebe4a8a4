import { fill } from '../behaviour/coerce.ts';
import { noRoute } from '../http/api-failure.ts';
import { stamped } from '../http/present.ts';
import { blankDocument, type DocumentData } from '../records/document.ts';
import type { EntityName } from '../records/entity-data.ts';
import type { Installation } from '../store/installation.ts';
import type { Row } from '../store/table.ts';
import type { Entity } from './entity.ts';
import { equals, searches } from './filtering.ts';
import { resource } from './resource.ts';
import { anyColumn } from './sorting.ts';

const writable = new Set(['name', 'is_public']);
const readOnly = new Set(Object.keys(blankDocument()).filter((name) => !writable.has(name)));

/** Files: `/documents`. They are made by uploading to another record. */
export function documents(installation: Installation): Entity<DocumentData> {
  const table = installation.tables.documents;

  return resource(installation, 'documents', {
    model: 'Document',
    permission: 'document',
    table,
    compare: anyColumn(blankDocument),
    present: (row) => ({ ...stamped(row), is_deleted: false }),
    filters: { name: equals('name'), type: equals('type'), filter: searches('name') },
    create() {
      throw noRoute('Method not supported for this route');
    },
    update(row, input) {
      table.save(row, fill(blankDocument(), input, readOnly));
      refreshParent(installation, row);
      return row;
    },
    // There is no soft delete of files.
    remove(row) {
      table.purge(row);
      refreshParent(installation, row);
    },
    unknownAction: 'crash',
  });
}

/** The record that shows the file must be shown anew, though it has not changed itself. */
export function refreshParent({ tables }: Installation, { hidden }: Row<DocumentData>): void {
  const [name = '', key = ''] = (hidden.parent ?? '').split('/');
  if (!isEntity(tables, name)) return;
  const parent = tables[name].get(Number(key));
  if (parent !== undefined) parent.json = undefined;
}

function isEntity(tables: Installation['tables'], name: string): name is EntityName {
  return Object.hasOwn(tables, name);
}
