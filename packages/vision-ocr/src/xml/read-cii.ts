import { negateDecimal } from '@unified-sync/money';
import { emptyInvoice } from '../invoice/empty-invoice.ts';
import type { DocumentAdjustment, Invoice, InvoiceLine, Party, TaxSubtotal } from '../invoice/invoice.ts';
import { discountOf } from './discount-of.ts';
import { documentTypeOf } from './document-type.ts';
import { attribute, decimalAt, element, elements, textAt, type XmlNode } from './xml-node.ts';

/** Reads a `CrossIndustryInvoice`, by the names of EN 16931's CII syntax binding (CEN/TS 16931-3-3). */
export function readCii(root: XmlNode): Invoice {
  const document = element(root, 'ExchangedDocument');
  const trade = element(root, 'SupplyChainTradeTransaction');
  const agreement = element(trade, 'ApplicableHeaderTradeAgreement');
  const delivery = element(trade, 'ApplicableHeaderTradeDelivery');
  const settlement = element(trade, 'ApplicableHeaderTradeSettlement');
  const totals = element(settlement, 'SpecifiedTradeSettlementHeaderMonetarySummation');
  const currency = textAt(settlement, 'InvoiceCurrencyCode');

  return {
    ...emptyInvoice(),
    type: documentTypeOf(textAt(document, 'TypeCode')),
    number: textAt(document, 'ID'),
    issueDate: dateAt(document, 'IssueDateTime'),
    supplyDate:
      dateAt(delivery, 'ActualDeliverySupplyChainEvent/OccurrenceDateTime') ??
      dateAt(settlement, 'BillingSpecifiedPeriod/EndDateTime'),
    dueDate: dateAt(settlement, 'SpecifiedTradePaymentTerms/DueDateDateTime'),
    currency,
    supplier: party(element(agreement, 'SellerTradeParty')),
    customer: party(element(agreement, 'BuyerTradeParty')),
    payment: payment(settlement),
    pricesIncludeTax: false,
    lines: elements(trade, 'IncludedSupplyChainTradeLineItem').map(line),
    adjustments: elements(settlement, 'SpecifiedTradeAllowanceCharge').map(adjustment),
    taxes: elements(settlement, 'ApplicableTradeTax').map(taxSubtotal),
    net: decimalAt(totals, 'TaxBasisTotalAmount'),
    tax: taxTotal(totals, currency),
    gross: decimalAt(totals, 'GrandTotalAmount'),
    prepaid: decimalAt(totals, 'TotalPrepaidAmount'),
    rounding: decimalAt(totals, 'RoundingAmount'),
    due: decimalAt(totals, 'DuePayableAmount'),
  };
}

/** `20260512` in format 102, the only one that EN 16931 allows. */
function dateAt(node: XmlNode | undefined, path: string): string | null {
  const text = textAt(node, `${path}/DateTimeString`);
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text ?? '') ?? [];
  return year === undefined ? null : `${year}-${month}-${day}`;
}

const party = (node: XmlNode | undefined): Party => ({
  name: textAt(node, 'Name'),
  vatId: vatId(node),
  country: textAt(node, 'PostalTradeAddress/CountryID'),
});

/** The VAT id (scheme VA), not the national tax number (FC). */
function vatId(node: XmlNode | undefined): string | null {
  const ids = elements(node, 'SpecifiedTaxRegistration/ID');
  const id = ids.find((candidate) => attribute(candidate, 'schemeID') === 'VA')?.['#text'];
  return typeof id === 'string' && id !== '' ? id : null;
}

function payment(settlement: XmlNode | undefined): Invoice['payment'] {
  const means = elements(settlement, 'SpecifiedTradeSettlementPaymentMeans');
  const transfer = means.find((one) => textAt(one, 'PayeePartyCreditorFinancialAccount/IBANID') !== null);
  return {
    iban: textAt(transfer, 'PayeePartyCreditorFinancialAccount/IBANID')?.replaceAll(' ', '') ?? null,
    bic: textAt(transfer, 'PayeeSpecifiedCreditorFinancialInstitution/BICID'),
    reference: textAt(settlement, 'PaymentReference')?.replaceAll(' ', '') ?? null,
    payee:
      textAt(transfer, 'PayeePartyCreditorFinancialAccount/AccountName') ??
      textAt(settlement, 'PayeeTradeParty/Name'),
  };
}

function line(node: XmlNode): InvoiceLine {
  const price = element(node, 'SpecifiedLineTradeAgreement/NetPriceProductTradePrice');
  const settlement = element(node, 'SpecifiedLineTradeSettlement');
  const billed = element(node, 'SpecifiedLineTradeDelivery/BilledQuantity');
  const changes = elements(settlement, 'SpecifiedTradeAllowanceCharge').map(
    (change) => adjustment(change).amount,
  );
  return {
    description: textAt(node, 'SpecifiedTradeProduct/Name'),
    quantity: decimalAt(node, 'SpecifiedLineTradeDelivery/BilledQuantity'),
    unit: attribute(billed, 'unitCode'),
    unitPrice: decimalAt(price, 'ChargeAmount'),
    priceQuantity: decimalAt(price, 'BasisQuantity'),
    discount: discountOf(changes),
    amount: decimalAt(settlement, 'SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount'),
    taxRate: decimalAt(settlement, 'ApplicableTradeTax/RateApplicablePercent'),
  };
}

function adjustment(node: XmlNode): DocumentAdjustment {
  const amount = decimalAt(node, 'ActualAmount');
  const isCharge = textAt(node, 'ChargeIndicator/Indicator') === 'true';
  return {
    description: textAt(node, 'Reason'),
    amount: amount === null || isCharge ? amount : negateDecimal(amount),
    taxRate: decimalAt(node, 'CategoryTradeTax/RateApplicablePercent'),
  };
}

const taxSubtotal = (node: XmlNode): TaxSubtotal => ({
  // Category O (outside the scope of VAT) has no rate at all, and no tax.
  rate: decimalAt(node, 'RateApplicablePercent') ?? (textAt(node, 'CategoryCode') === 'O' ? '0' : null),
  base: decimalAt(node, 'BasisAmount'),
  amount: decimalAt(node, 'CalculatedAmount'),
});

/** There may be two, the second in the accounting currency. */
function taxTotal(totals: XmlNode | undefined, currency: string | null): string | null {
  const amounts = elements(totals, 'TaxTotalAmount');
  const own = amounts.find((amount) => [null, currency].includes(attribute(amount, 'currencyID')));
  return own === undefined ? null : decimalAt({ own: [own] }, 'own');
}
