import { defineCollection } from '../definition/collection.ts';
import { boolean, instant, integer, providerId, reference, tags, text } from '../definition/fields.ts';
import { syncedFields } from './synced-fields.ts';

/** Contacts, most of them of a company. */
export const people = defineCollection({
  label: ['People', 'Personnes', 'Personen'],
  icon: 'person',
  template: '{{first_name}} {{last_name}}',
  fields: {
    first_name: text(['First name', 'Prénom', 'Vorname']),
    last_name: text(['Last name', 'Nom', 'Nachname']),
    email: text(['E-mail', 'E-mail', 'E-Mail']),
    phone: text(['Phone', 'Téléphone', 'Telefon']),
    position: text(['Position', 'Fonction', 'Funktion']),
    company: reference(['Company', 'Société', 'Firma'], 'companies'),
    email_opt_out: boolean(['No e-mails', "Pas d'e-mails", 'Keine E-Mails']),
    tags: tags(['Tags', 'Mots-clés', 'Stichwörter']),
    invoice_ninja_id: providerId(['Invoice Ninja', 'Invoice Ninja', 'Invoice Ninja']),
    mautic_contact_id: providerId(['Mautic', 'Mautic', 'Mautic']),
    mautic_points: integer(['Mautic points', 'Points Mautic', 'Mautic-Punkte']),
    mautic_last_active: instant(['Last active', 'Dernière activité', 'Zuletzt aktiv']),
    ...syncedFields,
  },
});
