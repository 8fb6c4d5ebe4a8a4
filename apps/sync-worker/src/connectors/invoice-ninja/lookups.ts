import type { InvoiceNinjaClient } from '@unified-sync/invoice-ninja-client';

/** The tables behind the provider's numeric ids, and the company's own defaults. */
export interface Lookups {
  /** ISO 4217 code of a currency id; `''` for none. What is not known is no code, and is refused later. */
  currencyCode(id: string): string;
  currencyId(code: string): string | undefined;
  /** Decimals that amounts in this currency have. @param code ISO 4217 */
  decimals(code: string): number;
  /** ISO 3166 code of two letters of a country id; `''` for none. */
  countryCode(id: string): string;
  countryId(code: string): string | undefined;
  /** Name of a payment type id; `''` for none. */
  paymentType(id: string): string;
  /** @param name whatever its case */
  paymentTypeId(name: string): string | undefined;
  /** ISO 4217 code of the company's currency. */
  readonly companyCurrency: string;
}

/** Gives the lookups; reads them when they are first asked for, and again when they are old. */
export type LoadLookups = () => Promise<Lookups>;

/** Milliseconds after which the company's default currency is read again. */
const goodFor = 3_600_000;

/** @param now milliseconds. */
export function createLookups(ninja: InvoiceNinjaClient, now: () => number): LoadLookups {
  let known: { readonly lookups: Promise<Lookups>; readonly readAt: number } | undefined;
  return async () => {
    if (known === undefined || now() - known.readAt > goodFor) {
      const lookups = readLookups(ninja);
      const entry = { lookups, readAt: now() };
      known = entry;
      lookups.catch(() => {
        // What could not be read is asked for again.
        if (known === entry) known = undefined;
      });
    }
    return await known.lookups;
  };
}

async function readLookups(ninja: InvoiceNinjaClient): Promise<Lookups> {
  const [statics, company] = await Promise.all([ninja.statics(), ninja.company.current()]);
  const currencies = statics.currencies.map(({ id, code, precision }) => ({
    id: String(id),
    code,
    decimals: Number(precision),
  }));
  const countries = namesById(statics.countries, 'iso_3166_2');
  const paymentTypes = namesById(statics.payment_types, 'name');
  const codes = new Map(currencies.map(({ id, code }) => [id, code]));
  const lookups = {
    currencyCode: (id: string) => nameOf(codes, id),
    currencyId: (code: string) => currencies.find((one) => one.code === code)?.id,
    decimals: (code: string) => currencies.find((one) => one.code === code)?.decimals ?? 2,
    countryCode: (id: string) => nameOf(countries, id),
    countryId: (code: string) => idOf(countries, code),
    paymentType: (id: string) => nameOf(paymentTypes, id),
    paymentTypeId: (name: string) => idOf(paymentTypes, name),
  };
  return { ...lookups, companyCurrency: lookups.currencyCode(company.settings.currency_id) };
}

function namesById(
  rows: readonly { readonly id: string | number; readonly [key: string]: unknown }[],
  key: string,
): ReadonlyMap<string, string> {
  return new Map(
    rows.flatMap((row) => {
      const name = row[key];
      return typeof name === 'string' ? [[String(row.id), name] as const] : [];
    }),
  );
}

const nameOf = (names: ReadonlyMap<string, string>, id: string): string =>
  id === '' ? '' : (names.get(id) ?? `#${id}`);

const idOf = (names: ReadonlyMap<string, string>, wanted: string): string | undefined =>
  [...names].find(([, name]) => name.toLowerCase() === wanted.toLowerCase())?.[0];
