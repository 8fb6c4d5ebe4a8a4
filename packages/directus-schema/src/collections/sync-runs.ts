import { defineCollection } from '../definition/collection.ts';
import { choice, instant, integer, longText, text } from '../definition/fields.ts';
import { timestamps } from './synced-fields.ts';

/** What ran, when, and what came of it. */
export const syncRuns = defineCollection({
  label: ['Sync runs', 'Synchronisations', 'Sync-Läufe'],
  icon: 'sync',
  template: '{{connection}} {{kind}} {{started_at}}',
  fields: {
    kind: text(['Kind', 'Genre', 'Art']),
    connection: text(['Connection', 'Connexion', 'Verbindung']),
    stream: text(['Stream', 'Flux', 'Strom']),
    status: choice(['Status', 'Statut', 'Status'], ['running', 'completed', 'failed', 'stopped']),
    started_at: instant(['Started', 'Début', 'Begonnen']),
    finished_at: instant(['Finished', 'Fin', 'Beendet']),
    read_count: integer(['Read', 'Lus', 'Gelesen']),
    created_count: integer(['Created', 'Créés', 'Erstellt']),
    updated_count: integer(['Updated', 'Modifiés', 'Geändert']),
    archived_count: integer(['Archived', 'Archivés', 'Archiviert']),
    unchanged_count: integer(['Unchanged', 'Inchangés', 'Unverändert']),
    finding_count: integer(['Findings', 'Constats', 'Befunde']),
    error: longText(['Error', 'Erreur', 'Fehler']),
    ...timestamps,
  },
});
