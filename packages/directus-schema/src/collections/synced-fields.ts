import { author, boolean, instant, reference } from '../definition/fields.ts';

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
  // Tells what the worker made from what people made, where the worker has a user of its own.
  user_created: author(['Created by', 'Créé par', 'Erstellt von'], 'user-created'),
  user_updated: author(['Updated by', 'Modifié par', 'Geändert von'], 'user-updated'),
};
