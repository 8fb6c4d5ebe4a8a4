import { defineCollection } from '../definition/collection.ts';
import { currency, text } from '../definition/fields.ts';
import { timestamps } from './synced-fields.ts';

/** The companies that run their business here: every synced item belongs to one of them. */
export const ownerCompanies = defineCollection({
  label: ['Owner companies', 'Sociétés propriétaires', 'Eigene Firmen'],
  icon: 'corporate_fare',
  template: '{{name}}',
  fields: {
    code: text(['Code', 'Code', 'Kürzel'], { maxLength: 50, unique: true }),
    name: text(['Name', 'Nom', 'Name']),
    legal_name: text(['Legal name', 'Raison sociale', 'Firmenname']),
    vat_number: text(['VAT number', 'Numéro de TVA', 'MWST-Nummer'], { maxLength: 50 }),
    default_currency: currency(['Default currency', 'Monnaie par défaut', 'Standardwährung']),
    ...timestamps,
  },
});
