import { negateDecimal } from '@unified-sync/money';
import { emptyInvoice } from '../invoice/empty-invoice.ts';
import type { DocumentAdjustment, DocumentType, Invoice, InvoiceLine, Party } from '../invoice/invoice.ts';
import { discountOf } from './discount-of.ts';
import { documentTypeOf } from './document-type.ts';
import { attribute, decimalAt, element, elements, textAt, type XmlNode } from './xml-node.ts';

/** Reads a UBL `Invoice` or `CreditNote`, by the names of EN 16931's UBL syntax binding (CEN/TS 16931-3-2). */
export function readUbl(root: XmlNode, type: DocumentType): Invoice {
  const totals = element(root, 'LegalMonetaryTotal');
  const currency = textAt(root, 'DocumentCurrencyCode');
  // With an accounting currency there are two totals, and only the one in the invoice's has the rows.
  const taxTotal =
    elements(root, 'TaxTotal').find(
      (one) => attribute(element(one, 'TaxAmount'), 'currencyID') === currency,
    ) ?? element(root, 'TaxTotal');
  const transfer = elements(root, 'PaymentMeans').find(
    (one) => textAt(one, 'PayeeFinancialAccount/ID') !== null,
  );

  return {
    ...emptyInvoice(),
    type: type === 'credit_note' ? type : documentTypeOf(textAt(root, 'InvoiceTypeCode')),
    number: textAt(root, 'ID'),
    issueDate: dateAt(root, 'IssueDate'),
    supplyDate: dateAt(root, 'Delivery/ActualDeliveryDate') ?? dateAt(root, 'InvoicePeriod/EndDate'),
    dueDate: dateAt(root, 'DueDate') ?? dateAt(root, 'PaymentMeans/PaymentDueDate'),
    currency,
    supplier: party(element(root, 'AccountingSupplierParty/Party')),
    customer: party(element(root, 'AccountingCustomerParty/Party')),
    payment: {
      iban: textAt(transfer, 'PayeeFinancialAccount/ID')?.replaceAll(' ', '') ?? null,
      bic: textAt(transfer, 'PayeeFinancialAccount/FinancialInstitutionBranch/ID'),
      reference: textAt(root, 'PaymentMeans/PaymentID')?.replaceAll(' ', '') ?? null,
      payee: textAt(transfer, 'PayeeFinancialAccount/Name') ?? textAt(root, 'PayeeParty/PartyName/Name'),
    },
    pricesIncludeTax: false,
    lines: [...elements(root, 'InvoiceLine'), ...elements(root, 'CreditNoteLine')].map(line),
    adjustments: elements(root, 'AllowanceCharge').map(adjustment),
    taxes: elements(taxTotal, 'TaxSubtotal').map((row) => ({
      rate: decimalAt(row, 'TaxCategory/Percent') ?? (textAt(row, 'TaxCategory/ID') === 'O' ? '0' : null),
      base: decimalAt(row, 'TaxableAmount'),
      amount: decimalAt(row, 'TaxAmount'),
    })),
    net: decimalAt(totals, 'TaxExclusiveAmount'),
    tax: decimalAt(taxTotal, 'TaxAmount'),
    gross: decimalAt(totals, 'TaxInclusiveAmount'),
    prepaid: decimalAt(totals, 'PrepaidAmount'),
    rounding: decimalAt(totals, 'PayableRoundingAmount'),
    due: decimalAt(totals, 'PayableAmount'),
  };
}

/** `2026-05-12`, which may carry a time zone. */
const dateAt = (node: XmlNode | undefined, path: string): string | null =>
  /^\d{4}-\d{2}-\d{2}/.exec(textAt(node, path) ?? '')?.[0] ?? null;

function party(node: XmlNode | undefined): Party {
  const vat = elements(node, 'PartyTaxScheme').find((scheme) => textAt(scheme, 'TaxScheme/ID') === 'VAT');
  return {
    name: textAt(node, 'PartyLegalEntity/RegistrationName') ?? textAt(node, 'PartyName/Name'),
    vatId: textAt(vat, 'CompanyID'),
    country: textAt(node, 'PostalAddress/Country/IdentificationCode'),
  };
}

function line(node: XmlNode): InvoiceLine {
  const quantity = element(node, 'InvoicedQuantity') ?? element(node, 'CreditedQuantity');
  const changes = elements(node, 'AllowanceCharge').map((change) => adjustment(change).amount);
  return {
    description: textAt(node, 'Item/Name') ?? textAt(node, 'Item/Description'),
    quantity: decimalAt(node, 'InvoicedQuantity') ?? decimalAt(node, 'CreditedQuantity'),
    unit: attribute(quantity, 'unitCode'),
    unitPrice: decimalAt(node, 'Price/PriceAmount'),
    priceQuantity: decimalAt(node, 'Price/BaseQuantity'),
    discount: discountOf(changes),
    amount: decimalAt(node, 'LineExtensionAmount'),
    taxRate: decimalAt(node, 'Item/ClassifiedTaxCategory/Percent'),
  };
}

function adjustment(node: XmlNode): DocumentAdjustment {
  const amount = decimalAt(node, 'Amount');
  const isCharge = textAt(node, 'ChargeIndicator') === 'true';
  return {
    description: textAt(node, 'AllowanceChargeReason'),
    amount: amount === null || isCharge ? amount : negateDecimal(amount),
    taxRate: decimalAt(node, 'TaxCategory/Percent'),
  };
}
