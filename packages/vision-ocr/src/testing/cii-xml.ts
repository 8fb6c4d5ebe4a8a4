import type { Invoice } from '../invoice/invoice.ts';

/** Writes an invoice as a CII document of Factur-X (profile EN 16931), as far as {@link Invoice} goes. */
export function ciiXml(invoice: Invoice): string {
  const { supplier, customer, payment, currency } = invoice;
  return `<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
<rsm:ExchangedDocument>${tag('ID', invoice.number)}<ram:TypeCode>${invoice.type === 'credit_note' ? 381 : 380}</ram:TypeCode>${date('IssueDateTime', invoice.issueDate)}</rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>
${invoice.lines.map(line).join('\n')}
<ram:ApplicableHeaderTradeAgreement>${party('SellerTradeParty', supplier)}${party('BuyerTradeParty', customer)}</ram:ApplicableHeaderTradeAgreement>
<ram:ApplicableHeaderTradeDelivery>${wrapped('ActualDeliverySupplyChainEvent', date('OccurrenceDateTime', invoice.supplyDate))}</ram:ApplicableHeaderTradeDelivery>
<ram:ApplicableHeaderTradeSettlement>${tag('PaymentReference', payment.reference)}${tag('InvoiceCurrencyCode', currency)}
<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>58</ram:TypeCode>${wrapped('PayeePartyCreditorFinancialAccount', tag('IBANID', payment.iban) + tag('AccountName', payment.payee))}</ram:SpecifiedTradeSettlementPaymentMeans>
${invoice.taxes.map((row) => wrapped('ApplicableTradeTax', `${tag('CalculatedAmount', row.amount)}<ram:TypeCode>VAT</ram:TypeCode>${tag('BasisAmount', row.base)}<ram:CategoryCode>S</ram:CategoryCode>${tag('RateApplicablePercent', row.rate)}`)).join('\n')}
${wrapped('SpecifiedTradePaymentTerms', date('DueDateDateTime', invoice.dueDate))}
<ram:SpecifiedTradeSettlementHeaderMonetarySummation>${tag('TaxBasisTotalAmount', invoice.net)}<ram:TaxTotalAmount currencyID="${currency}">${invoice.tax}</ram:TaxTotalAmount>${tag('RoundingAmount', invoice.rounding)}${tag('GrandTotalAmount', invoice.gross)}${tag('TotalPrepaidAmount', invoice.prepaid)}${tag('DuePayableAmount', invoice.due)}</ram:SpecifiedTradeSettlementHeaderMonetarySummation>
</ram:ApplicableHeaderTradeSettlement>
</rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>`;
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const tag = (name: string, value: string | null): string =>
  value === null ? '' : `<ram:${name}>${escape(value)}</ram:${name}>`;

const wrapped = (name: string, content: string): string =>
  content === '' ? '' : `<ram:${name}>${content}</ram:${name}>`;

const date = (name: string, value: string | null): string =>
  value === null
    ? ''
    : `<ram:${name}><udt:DateTimeString format="102">${value.replaceAll('-', '')}</udt:DateTimeString></ram:${name}>`;

const party = (name: string, { name: called, country, vatId }: Invoice['supplier']): string =>
  wrapped(
    name,
    `${tag('Name', called)}${wrapped('PostalTradeAddress', tag('CountryID', country))}${vatId === null ? '' : `<ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">${vatId}</ram:ID></ram:SpecifiedTaxRegistration>`}`,
  );

function line(row: Invoice['lines'][number], index: number): string {
  const discount =
    row.discount === null
      ? ''
      : `<ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>false</udt:Indicator></ram:ChargeIndicator>${tag('ActualAmount', row.discount)}</ram:SpecifiedTradeAllowanceCharge>`;
  return `<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>${index + 1}</ram:LineID></ram:AssociatedDocumentLineDocument>
<ram:SpecifiedTradeProduct>${tag('Name', row.description)}</ram:SpecifiedTradeProduct>
<ram:SpecifiedLineTradeAgreement>${wrapped('NetPriceProductTradePrice', tag('ChargeAmount', row.unitPrice) + tag('BasisQuantity', row.priceQuantity))}</ram:SpecifiedLineTradeAgreement>
<ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="${row.unit ?? 'C62'}">${row.quantity}</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>
<ram:SpecifiedLineTradeSettlement>${wrapped('ApplicableTradeTax', tag('RateApplicablePercent', row.taxRate))}${discount}${wrapped('SpecifiedTradeSettlementLineMonetarySummation', tag('LineTotalAmount', row.amount))}</ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>`;
}
