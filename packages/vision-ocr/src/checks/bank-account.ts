import { electronicFormatIBAN, isValidIBAN } from 'ibantools';
import type { Invoice } from '../invoice/invoice.ts';
import { type CheckResult, checkResult } from './check-result.ts';

/** The IBAN has the length and structure of its country and right check digits (ISO 13616). */
export function checkIban({ payment: { iban } }: Invoice): CheckResult {
  // ibantools takes no spaces for valid, printed IBANs are full of them.
  const isValid = iban !== null && isValidIBAN(electronicFormatIBAN(iban) ?? '');
  return checkResult('iban', {
    applies: iban !== null,
    complaints:
      iban === null || isValid ? [] : [{ field: 'payment.iban', message: `${iban} is no valid IBAN.` }],
  });
}

/** Options of {@link checkKnownIban}. */
export interface KnownIbanOptions {
  /** IBANs that this supplier has been paid to; none and an empty list say nothing. */
  knownIbans?: readonly string[] | undefined;
}

/**
 * The IBAN is one that the supplier has been paid to before: a changed one is how invoice fraud works, so a
 * person has to confirm it by another channel.
 */
export function checkKnownIban(
  { payment: { iban } }: Invoice,
  { knownIbans = [] }: KnownIbanOptions = {},
): CheckResult {
  const known = new Set(knownIbans.map((one) => electronicFormatIBAN(one)));
  const applies = iban !== null && known.size > 0;
  return checkResult('known_iban', {
    applies,
    complaints:
      applies && !known.has(electronicFormatIBAN(iban))
        ? [
            {
              field: 'payment.iban',
              message: `${iban} is new for this supplier: confirm it by another channel.`,
            },
          ]
        : [],
  });
}
