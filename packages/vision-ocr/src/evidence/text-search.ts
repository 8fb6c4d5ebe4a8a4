import { readAmount } from './printed-amount.ts';

const flat = (text: string): string => text.normalize('NFKC').toLowerCase();

/**
 * Whether a text stands on a page, spaces and line breaks aside, and not as a part of a longer number:
 * `5.00` is not in `15.00`.
 */
export function hasText(page: string, text: string): boolean {
  const characters = Array.from(flat(text).replaceAll(/\s/g, '')).map((one) =>
    one.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`),
  );
  if (characters.length === 0) return false;
  const pattern = characters.join(String.raw`\s*`);
  return new RegExp(String.raw`(?<!\d)(?<!\d[.,'’])${pattern}(?![.,'’]?\d)`, 'u').test(flat(page));
}

/** Whether an amount stands on a page, however it is printed. */
export function hasAmount(page: string, amount: string): boolean {
  const digits = amount.replace('-', '');
  const numbers = flat(page).match(/\d[\d.,'’]*(?:[  ]\d{3}[\d.,'’]*)*/g) ?? [];
  // A space may group digits or part two columns: take the number with and without what follows a space.
  return numbers.some((number) =>
    [number, ...number.split(/[  ]/)].some((candidate) => readAmount(candidate).includes(digits)),
  );
}
