import type { Fields, FieldValue } from '@unified-sync/sync-engine';
import type { Lookups } from '../lookups.ts';
import { RefusedWrite } from './write-error.ts';

/** A field of a request as text; `undefined` where it is not asked for. */
export function textField(fields: Fields, name: string): string | undefined {
  const value: FieldValue | undefined = fields[name];
  return value === undefined ? undefined : textOf(value);
}

const textOf = (value: FieldValue): string => (typeof value === 'string' ? value : '');

/** A field of a request as a number; `undefined` where it is not asked for, or empty. */
export function numberField(fields: Fields, name: string): number | undefined {
  const value = fields[name];
  return typeof value === 'number' ? value : undefined;
}

/** Fields that are sent as they are, without those that are not asked for. */
export const sameFields = <const Name extends string>(
  fields: Fields,
  names: readonly Name[],
): { [Field in Name]?: string } =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.fromEntries forgets the names
  Object.fromEntries(
    names.flatMap((name) => {
      const value = textField(fields, name);
      return value === undefined ? [] : [[name, value]];
    }),
  ) as { [Field in Name]?: string };

/** Id of a currency; `''` for none. @throws {RefusedWrite} for a code that the provider does not have. */
export function currencyIdOf(code: string, lookups: Lookups): string {
  return code === '' ? '' : known(lookups.currencyId(code), 'currency', code);
}

/** Id of a country; `''` for none. @throws {RefusedWrite} for a code that the provider does not have. */
export function countryIdOf(code: string, lookups: Lookups): string {
  return code === '' ? '' : known(lookups.countryId(code), 'country', code);
}

/** Id of a payment type; `''` for none. @throws {RefusedWrite} for a name that the provider does not have. */
export function paymentTypeIdOf(name: string, lookups: Lookups): string {
  return name === '' ? '' : known(lookups.paymentTypeId(name), 'payment type', name);
}

function known(id: string | undefined, what: string, name: string): string {
  if (id !== undefined) return id;
  throw new RefusedWrite(`Invoice Ninja has no ${what} "${name}": choose one that it has`);
}

/** @throws {RefusedWrite} where amounts in one currency would be booked in another. */
export function checkCurrency(wanted: string | undefined, actual: string, what: string): void {
  if (wanted === undefined || wanted === '' || wanted === actual) return;
  const owned = actual === '' ? 'not known' : actual;
  throw new RefusedWrite(
    `the currency is ${wanted}, but that of the ${what} in Invoice Ninja is ${owned}: change one of them`,
  );
}
