import { addDecimal, equalsDecimal, subtractDecimal } from '@unified-sync/money';
import type { Invoice } from '../invoice/invoice.ts';
import { type CheckResult, checkResult, type Complaint } from './check-result.ts';
import { sumOf } from './decimals.ts';

/**
 * The totals agree, exactly: the rows of the VAT summary with net and tax, net and tax with gross, and gross
 * less what was prepaid, with the rounding, with what is due. It applies where net, tax and gross are known:
 * only then does a wrong total show.
 */
export function checkTotals(invoice: Invoice): CheckResult {
  const { net, tax, gross, due, prepaid, rounding, taxes } = invoice;
  const complaints: Complaint[] = [];
  const compare = (field: string, said: string | null, computed: string | undefined): void => {
    if (said !== null && computed !== undefined && !equalsDecimal(said, computed))
      complaints.push({ field, message: `${field} is ${said}, but its parts give ${computed}.` });
  };

  if (taxes.length > 0) {
    compare('net', net, sumOf(taxes.map(({ base }) => base)));
    compare('tax', tax, sumOf(taxes.map(({ amount }) => amount)));
  }
  compare('gross', gross, sumOf([net, tax]));
  compare(
    'due',
    due,
    gross === null ? undefined : addDecimal(subtractDecimal(gross, prepaid ?? '0'), rounding ?? '0'),
  );
  return checkResult('totals', { applies: net !== null && tax !== null && gross !== null, complaints });
}
