import { canonicalDecimal } from '@unified-sync/money';

/** What a Swiss QR code says. `null` is what it leaves open. */
export interface QrBill {
  iban: string;
  creditor: { name: string; country: string };
  /** Decimal text; `null` where the payer fills it in. */
  amount: string | null;
  currency: 'CHF' | 'EUR';
  referenceType: 'QRR' | 'SCOR' | 'NON';
  reference: string | null;
  message: string | null;
  /** Structured billing information, e.g. Swico S1 (`//S1/10/…`). */
  billingInformation: string | null;
}

/**
 * Parses the payload of a Swiss QR code (Swiss Implementation Guidelines QR-bill, version 2, table 7): 31 to
 * 34 lines that begin with `SPC`.
 *
 * @returns `undefined` for any other QR code, and for one that breaks the rules: a guess would be money.
 */
export function parseQrBill(payload: string): QrBill | undefined {
  const lines = payload.split(/\r?\n/).map((text) => text.trim());
  const line = (index: number): string | null => lines[index] || null;
  if (lines[0] !== 'SPC' || !/^02\d\d$/.test(lines[1] ?? '') || lines[30] !== 'EPD') return undefined;

  const [iban, name, country, amount] = [line(3), line(5), line(10), line(18)];
  const [currency, referenceType] = [line(19), line(27)];
  if (iban === null || !/^(CH|LI)\d{7}[A-Z0-9]{12}$/.test(iban) || name === null || country === null)
    return undefined;
  if (currency !== 'CHF' && currency !== 'EUR') return undefined;
  if (referenceType !== 'QRR' && referenceType !== 'SCOR' && referenceType !== 'NON') return undefined;
  if (amount !== null && !/^(0|[1-9]\d{0,8})\.\d{2}$/.test(amount)) return undefined;

  return {
    iban,
    creditor: { name, country },
    amount: amount === null ? null : canonicalDecimal(amount),
    currency,
    referenceType,
    reference: line(28),
    message: line(29),
    billingInformation: line(31),
  };
}
