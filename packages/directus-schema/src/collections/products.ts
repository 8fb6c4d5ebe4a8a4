import { defineCollection } from '../definition/collection.ts';
import { currency, longText, providerId, rate, text } from '../definition/fields.ts';
import { syncedFields } from './synced-fields.ts';

/** What is sold. */
export const products = defineCollection({
  label: ['Products', 'Produits', 'Produkte'],
  icon: 'inventory_2',
  template: '{{sku}} {{name}}',
  fields: {
    sku: text(['Article number', "Numéro d'article", 'Artikelnummer']),
    name: text(['Name', 'Nom', 'Name']),
    description: longText(['Description', 'Description', 'Beschreibung']),
    price: rate(['Price', 'Prix', 'Preis']),
    cost: rate(['Cost', 'Coût', 'Kosten']),
    currency: currency(),
    tax_rate: rate(['VAT rate (%)', 'Taux de TVA (%)', 'MWST-Satz (%)']),
    invoice_ninja_id: providerId(['Invoice Ninja', 'Invoice Ninja', 'Invoice Ninja']),
    erpnext_item: providerId(['ERPNext item', 'Article ERPNext', 'ERPNext-Artikel']),
    ...syncedFields,
  },
});
