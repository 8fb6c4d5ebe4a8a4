import { defineCollection } from '../definition/collection.ts';
import { choice, instant, json, longText, reference, text } from '../definition/fields.ts';
import { timestamps } from './synced-fields.ts';

/** What a person must see: conflicts, refused edits, stopped deletes, quarantined records. */
export const syncFindings = defineCollection({
  label: ['Sync findings', 'Constats de synchronisation', 'Sync-Befunde'],
  icon: 'rule',
  template: '{{kind}}: {{message}}',
  fields: {
    status: choice(['Status', 'Statut', 'Status'], ['open', 'resolved', 'dismissed']),
    kind: text(['Kind', 'Genre', 'Art']),
    message: longText(['Message', 'Message', 'Meldung']),
    collection: text(['Collection', 'Collection', 'Sammlung']),
    item: text(['Item', 'Élément', 'Eintrag']),
    field: text(['Field', 'Champ', 'Feld']),
    lost: json(['Value not taken', 'Valeur non retenue', 'Nicht übernommener Wert']),
    connection: text(['Connection', 'Connexion', 'Verbindung']),
    stream: text(['Stream', 'Flux', 'Strom']),
    remote_id: text(['Id there', 'Id là-bas', 'ID dort']),
    resolved_at: instant(['Resolved', 'Résolu', 'Erledigt']),
    note: longText(['Note', 'Note', 'Notiz']),
    owner_company: reference(['Owner company', 'Société propriétaire', 'Eigene Firma'], 'owner_companies'),
    ...timestamps,
  },
});
