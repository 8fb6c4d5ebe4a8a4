import { equalsDecimal } from '@unified-sync/money';
import { type CheckResult, checkResult, type Complaint } from '../checks/check-result.ts';
import type { Invoice } from '../invoice/invoice.ts';
import type { QrBill } from '../qr-bill/parse-qr-bill.ts';
import { invoiceFromQrBill } from '../qr-bill/invoice-from-qr-bill.ts';

/**
 * What the document prints, or its XML says, is what its QR-bill says: account, reference, currency, amount, and
 * number, date and VAT id where Swico S1 has them. Several different QR-bills (instalments) are for a person.
 */
export function checkQrAgreement(invoice: Invoice, bills: readonly QrBill[]): CheckResult {
  const [bill] = bills;
  const complaints: Complaint[] = [];
  if (bills.length > 1)
    complaints.push({ field: 'payment', message: `The document has ${bills.length} different QR-bills.` });
  else if (bill !== undefined) {
    const said = invoiceFromQrBill(bill);
    const compare = (field: string, printed: string | null, coded: string | null): void => {
      if (printed !== null && coded !== null && compact(printed) !== compact(coded))
        complaints.push({ field, message: `${field} is ${printed}, but ${coded} in the QR code.` });
    };
    compare('payment.iban', invoice.payment.iban, said.payment.iban);
    compare('payment.reference', invoice.payment.reference, said.payment.reference);
    compare('currency', invoice.currency, said.currency);
    compare('number', invoice.number, said.number);
    compare('issueDate', invoice.issueDate, said.issueDate);
    compare('supplier.vatId', invoice.supplier.vatId, said.supplier.vatId);
    const due = invoice.due ?? invoice.gross;
    if (due !== null && said.due !== null && !equalsDecimal(due, said.due))
      complaints.push({ field: 'due', message: `${due} is due, but ${said.due} by the QR code.` });
  }
  return checkResult('qr_agreement', { applies: bills.length > 0, complaints });
}

const compact = (text: string): string =>
  text
    .toUpperCase()
    .replaceAll(/[\s.-]/g, '')
    .replace(/^(CHE\d{9})(MWST|TVA|IVA|VAT)$/, '$1');

/** Fills in what the invoice leaves open and its QR-bill says; nothing that is printed is overwritten. */
export function completeFromQrBill(invoice: Invoice, bill: QrBill): Invoice {
  const said = invoiceFromQrBill(bill);
  return {
    ...invoice,
    number: invoice.number ?? said.number,
    issueDate: invoice.issueDate ?? said.issueDate,
    supplyDate: invoice.supplyDate ?? said.supplyDate,
    currency: invoice.currency ?? said.currency,
    supplier: { ...invoice.supplier, vatId: invoice.supplier.vatId ?? said.supplier.vatId },
    payment: {
      iban: invoice.payment.iban ?? said.payment.iban,
      bic: invoice.payment.bic,
      reference: invoice.payment.reference ?? said.payment.reference,
      payee: invoice.payment.payee ?? said.payment.payee,
    },
    due: invoice.due ?? said.due,
  };
}
