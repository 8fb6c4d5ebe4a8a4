import { codesWithoutMinorUnits, isoMinorUnits } from './iso-4217.ts';
import { MoneyError } from './money-error.ts';
import { looksLikeCode, valueShape } from './value-shape.ts';

/** ISO 4217 code in capitals, or one declared in {@link CurrencyOptions}. */
export type CurrencyCode = 'CHF' | 'EUR' | 'GBP' | 'USD' | (string & {});

/** Currencies beyond ISO 4217, given to every call that needs them: there is no global list to forget. */
export interface CurrencyOptions {
  /** Code to digits after the point, e.g. `{ BTC: 8 }`. Wins over ISO 4217. @default ISO 4217 alone */
  currencies?: Readonly<Record<string, number>>;
}

/** More digits than any currency has: more is a mistake. */
const maxMinorUnits = 20;

/**
 * Digits after the point of a currency's smallest unit: 2 for CHF, 0 for JPY, 3 for KWD.
 * @throws MoneyError `unknown_currency` for a code without a known number of digits; `invalid_option` for a
 *   declaration that is not a whole number from 0 to 20.
 */
export function minorUnits(currency: CurrencyCode, options: CurrencyOptions = {}): number {
  const declared = options.currencies;
  if (declared !== undefined && typeof currency === 'string' && Object.hasOwn(declared, currency)) {
    return assertDeclaration(currency, declared[currency]);
  }
  const digits = isoMinorUnits.get(currency);
  if (digits !== undefined) return digits;
  throw new MoneyError('unknown_currency', unknownMessage(currency));
}

function assertDeclaration(currency: string, digits: unknown): number {
  if (typeof digits === 'number' && Number.isInteger(digits) && digits >= 0 && digits <= maxMinorUnits)
    return digits;
  throw new MoneyError(
    'invalid_option',
    `currencies.${currency}: expected a whole number of digits from 0 to ${maxMinorUnits}, got ${valueShape(digits)}.`,
  );
}

function unknownMessage(currency: unknown): string {
  if (!looksLikeCode(currency)) {
    return `currency: expected an ISO 4217 code such as "CHF", got ${valueShape(currency)}. Map the provider's own currency ids to codes first.`;
  }
  const upper = currency.toUpperCase();
  if (upper !== currency && isoMinorUnits.has(upper))
    return `currency: "${currency}" is not a code; write "${upper}".`;
  const why = codesWithoutMinorUnits.has(currency)
    ? 'has no minor unit in ISO 4217 ("N.A.")'
    : 'is not in ISO 4217';
  return `currency: "${currency}" ${why}. Declare how many digits you book after the point, e.g. { currencies: { ${currency}: 2 } }.`;
}
