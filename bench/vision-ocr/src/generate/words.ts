/** Languages of the generated invoices. */
export type Language = 'de' | 'fr' | 'it' | 'en';

/** What is sold, and by whom. */
export interface Catalogue {
  suppliers: readonly [string, ...string[]];
  articles: readonly [string, ...string[]];
}

export const catalogue: Readonly<Record<Language, Catalogue>> = {
  de: {
    suppliers: ['Muster Werkzeuge AG', 'Bäckerei Käser', 'Nordlicht Elektro GmbH'],
    articles: [
      'Akkuschrauber 18 V',
      'Montage, Stunden',
      'Fachbuch Buchhaltung',
      'Kaffee Crema 1 kg',
      'Übernachtung',
    ],
  },
  fr: {
    suppliers: ['Garage du Léman SA', 'Imprimerie Vaudoise Sàrl', 'Fromagerie des Alpes'],
    articles: [
      "Main-d'œuvre, heures",
      'Papier A4, carton',
      'Filtre à huile',
      'Nuitée',
      'Livre de comptabilité',
    ],
  },
  it: {
    suppliers: ['Tipografia Ticinese SA', 'Officina Bianchi Sagl', 'Panificio Rossi'],
    articles: ['Carta A4, scatola', 'Ore di lavoro', "Filtro dell'olio", 'Pernottamento', 'Caffè in grani'],
  },
  en: {
    suppliers: ['Harbour Supplies GmbH', 'Green Office GmbH', 'Bright Minds Consulting'],
    articles: ['Consulting, hours', 'Desk lamp', 'Office chair', 'Textbook', 'Coffee beans'],
  },
};

/** Printed words. */
export interface Labels {
  invoice: string;
  credit_note: string;
  receipt: string;
  number: string;
  date: string;
  due: string;
  description: string;
  quantity: string;
  price: string;
  discount: string;
  vat: string;
  amount: string;
  net: string;
  tax: string;
  gross: string;
  rounding: string;
  payable: string;
}

export const labels: Readonly<Record<Language, Labels>> = {
  de: {
    invoice: 'Rechnung',
    credit_note: 'Gutschrift',
    receipt: 'Quittung',
    number: 'Nr.',
    date: 'Datum',
    due: 'Zahlbar bis',
    description: 'Bezeichnung',
    quantity: 'Menge',
    price: 'Preis',
    discount: 'Rabatt',
    vat: 'MWST',
    amount: 'Betrag',
    net: 'Netto',
    tax: 'MWST',
    gross: 'Total',
    rounding: 'Rundung',
    payable: 'Zu zahlen',
  },
  fr: {
    invoice: 'Facture',
    credit_note: 'Note de crédit',
    receipt: 'Quittance',
    number: 'No',
    date: 'Date',
    due: 'Payable au',
    description: 'Désignation',
    quantity: 'Quantité',
    price: 'Prix',
    discount: 'Remise',
    vat: 'TVA',
    amount: 'Montant',
    net: 'Net',
    tax: 'TVA',
    gross: 'Total',
    rounding: 'Arrondi',
    payable: 'À payer',
  },
  it: {
    invoice: 'Fattura',
    credit_note: 'Nota di credito',
    receipt: 'Ricevuta',
    number: 'N.',
    date: 'Data',
    due: 'Pagabile entro',
    description: 'Descrizione',
    quantity: 'Quantità',
    price: 'Prezzo',
    discount: 'Sconto',
    vat: 'IVA',
    amount: 'Importo',
    net: 'Netto',
    tax: 'IVA',
    gross: 'Totale',
    rounding: 'Arrotondamento',
    payable: 'Da pagare',
  },
  en: {
    invoice: 'Invoice',
    credit_note: 'Credit note',
    receipt: 'Receipt',
    number: 'No.',
    date: 'Date',
    due: 'Due by',
    description: 'Description',
    quantity: 'Quantity',
    price: 'Price',
    discount: 'Discount',
    vat: 'VAT',
    amount: 'Amount',
    net: 'Net',
    tax: 'VAT',
    gross: 'Total',
    rounding: 'Rounding',
    payable: 'To pay',
  },
};
