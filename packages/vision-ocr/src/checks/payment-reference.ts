import { electronicFormatIBAN, isQRIBAN } from 'ibantools';
import type { Invoice } from '../invoice/invoice.ts';
import { type CheckResult, checkResult, type Complaint } from './check-result.ts';

/**
 * A QR reference (27 digits) has its check digit and goes with a QR-IBAN, which takes nothing else (Swiss
 * Implementation Guidelines QR-bill, 2.5 and 2.6).
 */
export function checkQrReference({ payment: { iban, reference } }: Invoice): CheckResult {
  const complaints: Complaint[] = [];
  const account = iban === null ? null : electronicFormatIBAN(iban);
  const isQrAccount = account !== null && isQRIBAN(account);
  const isQrReference = reference !== null && /^\d{27}$/.test(compact(reference));
  if (isQrReference && !hasRecursiveCheckDigit(compact(reference)))
    complaints.push({ field: 'payment.reference', message: 'The check digit of the QR reference is wrong.' });
  if (isQrAccount && !isQrReference)
    complaints.push({ field: 'payment.reference', message: 'A QR-IBAN takes a QR reference only.' });
  if (isQrReference && account !== null && /^(CH|LI)/.test(account) && !isQrAccount)
    complaints.push({ field: 'payment.iban', message: 'A QR reference takes a QR-IBAN only.' });
  return checkResult('qr_reference', { applies: isQrReference || isQrAccount, complaints });
}

/** A creditor reference (`RF…`, ISO 11649) has its check digits, by modulo 97. */
export function checkCreditorReference({ payment: { reference } }: Invoice): CheckResult {
  const text = compact(reference ?? '').toUpperCase();
  const applies = /^RF\d\d[A-Z0-9]{1,21}$/.test(text);
  return checkResult('creditor_reference', {
    applies,
    complaints:
      applies && remainder97(`${text.slice(4)}${text.slice(0, 4)}`) !== 1
        ? [{ field: 'payment.reference', message: `${text} has wrong check digits.` }]
        : [],
  });
}

const compact = (text: string): string => text.replaceAll(/\s/g, '');

const carries = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5];

/** Modulo 10, recursive: the last digit checks the others. */
export function hasRecursiveCheckDigit(digits: string): boolean {
  let carry = 0;
  for (const digit of digits.slice(0, -1)) carry = carries[(carry + Number(digit)) % 10] ?? 0;
  return (10 - carry) % 10 === Number(digits.at(-1));
}

/** Letters count as 10 to 35. */
function remainder97(text: string): number {
  let remainder = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}
