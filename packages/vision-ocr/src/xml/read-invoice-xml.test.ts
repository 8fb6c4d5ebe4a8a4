import { expect, it } from 'vitest';
import { exampleInvoice } from '../testing/example-invoice.ts';
import { readInvoiceXml } from './read-invoice-xml.ts';
import { ciiXml } from '../testing/cii-xml.ts';

it('reads CII, everything that it says', () => {
  const invoice = exampleInvoice({ supplyDate: '2026-05-11' });
  expect(readInvoiceXml(ciiXml(invoice))).toEqual(invoice);
});

it('reads a credit note as negative', () => {
  const xml = ciiXml(exampleInvoice({ type: 'credit_note' }));
  expect(readInvoiceXml(xml)).toMatchObject({ type: 'credit_note', gross: '-1182.52', tax: '-83.52' });
});

const ubl = `<?xml version="1.0"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="a" xmlns:cbc="b">
<cbc:ID>2026-9</cbc:ID><cbc:IssueDate>2026-05-12</cbc:IssueDate><cbc:DueDate>2026-06-11</cbc:DueDate>
<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode><cbc:TaxCurrencyCode>SEK</cbc:TaxCurrencyCode>
<cac:AccountingSupplierParty><cac:Party><cac:PostalAddress><cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
<cac:PartyTaxScheme><cbc:CompanyID>201/113/40209</cbc:CompanyID><cac:TaxScheme><cbc:ID>FC</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
<cac:PartyTaxScheme><cbc:CompanyID>DE136695976</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
<cac:PartyLegalEntity><cbc:RegistrationName>Lieferant &amp; S\u00f6hne GmbH</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
<cac:PaymentMeans><cbc:PaymentMeansCode>58</cbc:PaymentMeansCode><cbc:PaymentID>2026-9</cbc:PaymentID><cac:PayeeFinancialAccount><cbc:ID>DE75 5121 0800 1245 1261 99</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:AllowanceChargeReason>Rabatt</cbc:AllowanceChargeReason><cbc:Amount currencyID="EUR">10.00</cbc:Amount><cac:TaxCategory><cbc:Percent>19</cbc:Percent></cac:TaxCategory></cac:AllowanceCharge>
<cac:TaxTotal><cbc:TaxAmount currencyID="SEK">200.00</cbc:TaxAmount></cac:TaxTotal>
<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">17.10</cbc:TaxAmount><cac:TaxSubtotal><cbc:TaxableAmount currencyID="EUR">90.00</cbc:TaxableAmount><cbc:TaxAmount currencyID="EUR">17.10</cbc:TaxAmount><cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>19</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
<cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount><cbc:TaxExclusiveAmount currencyID="EUR">90.00</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount currencyID="EUR">107.10</cbc:TaxInclusiveAmount><cbc:PayableAmount currencyID="EUR">107.10</cbc:PayableAmount></cac:LegalMonetaryTotal>
<cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="H87">4</cbc:InvoicedQuantity><cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount><cac:Item><cbc:Name>Lampe</cbc:Name><cac:ClassifiedTaxCategory><cbc:Percent>19.00</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item><cac:Price><cbc:PriceAmount currencyID="EUR">25.0000</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
</Invoice>`;

it('reads UBL, the tax in the currency of the invoice', () => {
  expect(readInvoiceXml(ubl)).toMatchObject({
    number: '2026-9',
    currency: 'EUR',
    supplier: { name: 'Lieferant & S\u00f6hne GmbH', vatId: 'DE136695976', country: 'DE' },
    payment: { iban: 'DE75512108001245126199', reference: '2026-9' },
    adjustments: [{ description: 'Rabatt', amount: '-10', taxRate: '19' }],
    lines: [{ quantity: '4', unit: 'H87', unitPrice: '25', amount: '100', taxRate: '19' }],
    taxes: [{ rate: '19', base: '90', amount: '17.1' }],
    net: '90',
    tax: '17.1',
    gross: '107.1',
    due: '107.1',
    prepaid: null,
  });
});

it('takes a self-billed credit note for what it is', () => {
  expect(readInvoiceXml(ubl.replace('>380<', '>261<'))).toMatchObject({ type: 'credit_note', due: '-107.1' });
});

it('knows other XML as no invoice', () => {
  expect(readInvoiceXml('<Order><ID>1</ID></Order>')).toBeUndefined();
});

it.each([
  ['an amount that is none', ubl.replace('>107.10<', '>107,10<')],
  ['what is no XML', '<Invoice><ID>'],
  ['a document type, which may hold entities', `<!DOCTYPE a [<!ENTITY b "c">]>${ubl.slice(21)}`],
])('refuses %s', (_what, xml) => {
  expect(() => readInvoiceXml(xml)).toThrow(expect.objectContaining({ code: 'broken' }));
});
