import { listText } from '../definition/fields.ts';

/** The columns of a quote's and an invoice's lines; decimal text, as everywhere. */
export const lineColumns = {
  product: listText(['Product', 'Produit', 'Produkt']),
  description: listText(['Description', 'Description', 'Beschreibung']),
  quantity: listText(['Quantity', 'Quantité', 'Menge']),
  unit_price: listText(['Unit price', 'Prix unitaire', 'Einzelpreis']),
  discount: listText(['Discount', 'Rabais', 'Rabatt']),
  tax_rate: listText(['VAT rate (%)', 'Taux de TVA (%)', 'MWST-Satz (%)']),
  line_total: listText(['Total', 'Total', 'Total']),
};
