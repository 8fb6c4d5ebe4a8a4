import * as fc from 'fast-check';

/** A value, and the name of the class that it is of. */
export interface Picked<Value> {
  readonly name: string;
  readonly value: Value;
}

type Table<Value> = Readonly<Record<string, readonly [weight: number, arbitrary: fc.Arbitrary<Value>]>>;

/** Values of every class of a table, by its weights. */
export const pickFrom = <Value>(table: Table<Value>): fc.Arbitrary<Picked<Value>> =>
  fc.oneof(
    ...Object.entries(table).map(([name, [weight, arbitrary]]) => ({
      weight: Math.round(weight * 100),
      arbitrary: arbitrary.map((value) => ({ name, value })),
    })),
  );

/** What the classes of a table are called in the counts. */
export const classesOf = (kind: string, table: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(table).map((name) => `${kind}: ${name}`);

const letters = Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz');

/** An id as Invoice Ninja makes them. */
export const hashedId = fc.string({ unit: fc.constantFrom(...letters), minLength: 10, maxLength: 14 });
