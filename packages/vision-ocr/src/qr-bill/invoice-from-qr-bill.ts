import { emptyInvoice } from '../invoice/empty-invoice.ts';
import type { Invoice } from '../invoice/invoice.ts';
import { parseSwico } from './parse-swico.ts';
import type { QrBill } from './parse-qr-bill.ts';

/**
 * What a QR-bill alone says of its invoice: where to pay, how much, and what Swico S1 adds. The creditor is
 * the payee; whether it is the supplier too, the code does not say.
 */
export function invoiceFromQrBill(bill: QrBill): Invoice {
  const swico = parseSwico(bill.billingInformation ?? '');
  const invoice = emptyInvoice();
  return {
    ...invoice,
    number: swico?.number ?? null,
    issueDate: swico?.issueDate ?? null,
    supplyDate: swico?.supplyDate ?? null,
    dueDate: dueDate(swico?.issueDate ?? null, swico?.netDays ?? null),
    currency: bill.currency,
    supplier: { ...invoice.supplier, vatId: swico?.vatId ?? null },
    payment: { iban: bill.iban, bic: null, reference: bill.reference, payee: bill.creditor.name },
    taxes: (swico?.taxes ?? []).map((row) => ({ ...row, amount: null })),
    due: bill.amount,
  };
}

function dueDate(issueDate: string | null, netDays: number | null): string | null {
  if (issueDate === null || netDays === null) return null;
  const issued = Date.parse(`${issueDate}T00:00:00Z`);
  return Number.isNaN(issued) ? null : new Date(issued + netDays * 86_400_000).toISOString().slice(0, 10);
}
