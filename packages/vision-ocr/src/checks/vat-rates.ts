import { compareDecimal } from '@unified-sync/money';
import type { Invoice } from '../invoice/invoice.ts';
import { type CheckResult, checkResult, type Complaint } from './check-result.ts';

/** The rates that were lawful in a country from a day on, until the next row. */
export interface VatRatePeriod {
  /** `YYYY-MM-DD`, the first day. */
  from: string;
  /** Percent. Zero (exempt, export, reverse charge) is lawful everywhere and not listed. */
  rates: readonly string[];
}

/**
 * VAT rates by country. CH and LI: Federal Tax Administration (ESTV), rates from 1 January 2018 and from
 * 1 January 2024. EU: the Commission's "VAT rates applied in the Member States"; Germany's half year of 2020 by
 * the Zweites Corona-Steuerhilfegesetz. Replace or extend it with the option `vatRates`.
 */
export const defaultVatRates: Readonly<Record<string, readonly VatRatePeriod[]>> = {
  CH: [
    { from: '2011-01-01', rates: ['8', '2.5', '3.8'] },
    { from: '2018-01-01', rates: ['7.7', '2.5', '3.7'] },
    { from: '2024-01-01', rates: ['8.1', '2.6', '3.8'] },
  ],
  LI: [
    { from: '2011-01-01', rates: ['8', '2.5', '3.8'] },
    { from: '2018-01-01', rates: ['7.7', '2.5', '3.7'] },
    { from: '2024-01-01', rates: ['8.1', '2.6', '3.8'] },
  ],
  DE: [
    { from: '2007-01-01', rates: ['19', '7'] },
    { from: '2020-07-01', rates: ['16', '5'] },
    { from: '2021-01-01', rates: ['19', '7'] },
  ],
  AT: [{ from: '2016-01-01', rates: ['20', '10', '13', '19'] }],
  FR: [{ from: '2014-01-01', rates: ['20', '10', '5.5', '2.1'] }],
  IT: [{ from: '2016-01-01', rates: ['22', '10', '5', '4'] }],
};

/** Options of {@link checkVatRates}. */
export interface VatRateOptions {
  /** @default defaultVatRates */
  vatRates?: Readonly<Record<string, readonly VatRatePeriod[]>> | undefined;
}

/**
 * Every rate was lawful in the supplier's country on the day of supply (of issue where that is unknown). Not
 * judged without a country, or for one that is not in the table.
 */
export function checkVatRates(
  invoice: Invoice,
  { vatRates = defaultVatRates }: VatRateOptions = {},
): CheckResult {
  const date = invoice.supplyDate ?? invoice.issueDate;
  const lawful = date === null ? undefined : ratesOn(vatRates[countryOf(invoice) ?? ''], date);
  const rates = [
    ...invoice.taxes.map(({ rate }, index) => [`taxes.${index}.rate`, rate] as const),
    ...invoice.lines.map(({ taxRate }, index) => [`lines.${index}.taxRate`, taxRate] as const),
  ];
  if (lawful === undefined) return checkResult('vat_rates', { applies: false, complaints: [] });
  const complaints = rates.flatMap(([field, rate]): Complaint[] =>
    rate === null || ['0', ...lawful].some((one) => compareDecimal(one, rate) === 0)
      ? []
      : [{ field, message: `${rate} % was no VAT rate in ${countryOf(invoice)} on ${date}.` }],
  );
  return checkResult('vat_rates', { applies: rates.some(([, rate]) => rate !== null), complaints });
}

/** By the VAT id, which decides whose tax it is, else by the address. */
function countryOf({ supplier }: Invoice): string | null {
  const prefix =
    supplier.vatId === null ? undefined : /^(CHE|[A-Z]{2})/.exec(supplier.vatId.toUpperCase())?.[1];
  if (prefix === undefined) return supplier.country;
  return prefix === 'CHE' ? 'CH' : prefix;
}

const ratesOn = (
  periods: readonly VatRatePeriod[] | undefined,
  date: string,
): readonly string[] | undefined => periods?.findLast(({ from }) => from <= date)?.rates;
