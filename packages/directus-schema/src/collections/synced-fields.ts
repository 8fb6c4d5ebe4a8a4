import { boolean, instant, reference } from '../definition/fields.ts';

/** When an item was made and last changed in Directus, by Directus; the second only ever by a change. */
export const timestamps = {
  date_created: instant(['Created', 'Création', 'Erstellt'], {
    special: ['date-created'],
    readonly: true,
    hidden: true,
  }),
  date_updated: instant(['Updated', 'Modification', 'Geändert'], {
    special: ['date-updated'],
    readonly: true,
    hidden: true,
  }),
};

/** What every synced item has. */
export const syncedFields = {
  owner_company: reference(['Owner company', 'Société propriétaire', 'Eigene Firma'], 'owner_companies'),
  archived: boolean(['Archived', 'Archivé', 'Archiviert'], false),
  ...timestamps,
};
