import { defineCollection } from '../definition/collection.ts';
import { choice, currency, providerId, text } from '../definition/fields.ts';
import { syncedFields } from './synced-fields.ts';

/** Clients and suppliers. */
export const companies = defineCollection({
  label: ['Companies', 'Sociétés', 'Firmen'],
  icon: 'domain',
  template: '{{name}}',
  fields: {
    name: text(['Name', 'Nom', 'Name']),
    type: choice(['Type', 'Type', 'Art'], ['client', 'supplier', 'both']),
    email: text(['E-mail', 'E-mail', 'E-Mail']),
    phone: text(['Phone', 'Téléphone', 'Telefon']),
    website: text(['Website', 'Site web', 'Website']),
    vat_number: text(['VAT number', 'Numéro de TVA', 'MWST-Nummer']),
    registration_number: text(['Registration number', 'Numéro IDE', 'UID']),
    address_line_1: text(['Address', 'Adresse', 'Adresse']),
    address_line_2: text(['Address (2)', 'Adresse (2)', 'Adresse (2)']),
    postal_code: text(['Postal code', 'NPA', 'PLZ']),
    city: text(['City', 'Localité', 'Ort']),
    state: text(['State', 'Canton', 'Kanton']),
    country: text(['Country (ISO)', 'Pays (ISO)', 'Land (ISO)'], { maxLength: 3 }),
    currency: currency(),
    payment_terms: text(['Payment terms (days)', 'Délai de paiement (jours)', 'Zahlungsfrist (Tage)']),
    invoice_ninja_id: providerId(['Invoice Ninja', 'Invoice Ninja', 'Invoice Ninja']),
    erpnext_customer: providerId(['ERPNext customer', 'Client ERPNext', 'ERPNext-Kunde']),
    erpnext_supplier: providerId(['ERPNext supplier', 'Fournisseur ERPNext', 'ERPNext-Lieferant']),
    mautic_company_id: providerId(['Mautic', 'Mautic', 'Mautic']),
    ...syncedFields,
  },
});
