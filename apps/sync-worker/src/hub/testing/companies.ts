import type { HubCollection } from '../hub-options.ts';
import type { DirectusAdmin } from './directus-admin.ts';

const decimal = { numeric_precision: 19, numeric_scale: 4 };

/** A collection with a field of every type that the sync uses. */
export async function createCompanies(admin: DirectusAdmin, collection = 'companies'): Promise<void> {
  await admin.call('POST', '/collections', {
    collection,
    schema: {},
    meta: { accountability: 'all' },
    fields: [
      { field: 'id', type: 'uuid', schema: { is_primary_key: true }, meta: { special: ['uuid'] } },
      { field: 'name', type: 'string', schema: { max_length: 100 } },
      { field: 'email', type: 'string', schema: { is_unique: true } },
      { field: 'note', type: 'text' },
      { field: 'balance', type: 'decimal', schema: decimal },
      { field: 'terms', type: 'integer' },
      { field: 'serial', type: 'bigInteger' },
      { field: 'active', type: 'boolean' },
      { field: 'founded', type: 'date' },
      { field: 'seen_at', type: 'timestamp' },
      { field: 'parent', type: 'uuid' },
      { field: 'lines', type: 'json', meta: { special: ['cast-json'] } },
      {
        field: 'archived',
        type: 'boolean',
        schema: { default_value: false },
        meta: { special: ['cast-boolean'] },
      },
      { field: 'date_created', type: 'timestamp', meta: { special: ['date-created'] } },
      { field: 'date_updated', type: 'timestamp', meta: { special: ['date-updated'] } },
    ],
  });
}

export const companies: HubCollection = {
  fields: [
    'name',
    'email',
    'note',
    'balance',
    'terms',
    'serial',
    'active',
    'founded',
    'seen_at',
    'parent',
    'lines',
  ],
  archive: { field: 'archived', archivedValue: true, restoredValue: false },
  dateCreated: 'date_created',
  dateUpdated: 'date_updated',
};
