import { RefusedWrite } from './write-error.ts';

/** What is taken off a line: so many percent of it, or so much money. */
export interface Discount {
  readonly value: number;
  readonly isAmount: boolean;
}

/**
 * Reads the hub's text of a discount: `10%`, `5.5`, or nothing.
 *
 * @throws {RefusedWrite} for any other text.
 */
export function readDiscount(text: string, at: string): Discount | undefined {
  if (text.trim() === '') return undefined;
  const [, digits, percent] = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text.trim()) ?? [];
  if (digits === undefined)
    throw new RefusedWrite(`${at}: the discount must be e.g. 10% or 5.50, got ${text.length} characters`);
  const value = Number(digits);
  return value === 0 ? undefined : { value, isAmount: percent === '' };
}
