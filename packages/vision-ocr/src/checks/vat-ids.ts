import { checkVAT, countries } from 'jsvat';
import type { Invoice } from '../invoice/invoice.ts';
import { type CheckResult, checkResult, type Complaint } from './check-result.ts';

/**
 * The VAT ids have the format and the check digits of their country. Whether they exist, only VIES and the Swiss
 * UID register know. Ids of countries without a known rule are not judged.
 */
export function checkVatIds({ supplier, customer }: Invoice): CheckResult {
  const judged = Object.entries({ supplier: supplier.vatId, customer: customer.vatId }).map(
    ([party, id]) => ({ party, id, isValid: id === null ? undefined : isValidVatId(id) }),
  );
  const complaints = judged.flatMap(({ party, id, isValid }): Complaint[] =>
    isValid === false ? [{ field: `${party}.vatId`, message: `${id} is no valid VAT id.` }] : [],
  );
  return checkResult('vat_ids', { applies: judged.some(({ isValid }) => isValid !== undefined), complaints });
}

function isValidVatId(id: string): boolean | undefined {
  const compact = id.toUpperCase().replaceAll(/[\s.\-/]/g, '');
  // The suffix says who is registered for VAT, in one of four languages; the digits are the same without it.
  const swiss = /^CHE(\d+)(MWST|TVA|IVA|VAT|UST)?$/.exec(compact);
  if (swiss !== null) return checkVAT(`CHE${swiss[1]}MWST`, countries).isValid;
  const result = checkVAT(compact, countries);
  if (result.isValid) return true;
  return countries.some((country) => country.codes.some((code) => compact.startsWith(code)))
    ? false
    : undefined;
}
