import { toScale } from '@unified-sync/money';
import type { FieldValue } from '../../src/index.ts';
import type { TableName } from './tables.ts';

/** What a side makes of a value that it is given, in its stored form. Applying it twice changes nothing more. */
export type NormalForm = (value: FieldValue) => FieldValue;

const onText =
  (form: (text: string) => FieldValue): NormalForm =>
  (value) =>
    typeof value === 'string' ? form(value) : value;

/** Invoice Ninja trims, and shows an empty text where there is nothing. */
export const trimmedOrEmpty: NormalForm = (value) =>
  typeof value === 'string' ? value.trim() : (value ?? '');

export const trimmed: NormalForm = onText((text) => text.trim());

/** Mautic keeps e-mail addresses in lower case. */
export const lowerCasedMail: NormalForm = onText((text) => text.trim().toLowerCase());

/** A decimal column: rounds without a word and shows all its digits. */
export const rounded = (digits: number): NormalForm =>
  onText((text) =>
    /^-?\d+(\.\d+)?$/.test(text.trim()) ? toScale(text.trim(), digits, { rounding: 'half-up' }) : text,
  );

/** A decimal field of a system that shows `''` for nothing. */
export const roundedOrEmpty =
  (digits: number): NormalForm =>
  (value) =>
    rounded(digits)(value ?? '');

/** A list without order and without repetition. */
export const sortedSet: NormalForm = (value) =>
  Array.isArray(value)
    ? [...new Set(value.filter((entry): entry is string => typeof entry === 'string'))].toSorted(compare)
    : (value ?? []);

/** Frappe keeps tags as one text: `,blue,red`. */
export const commaText: NormalForm = (value) => {
  const tags = typeof value === 'string' ? value.split(',').filter((tag) => tag !== '') : [];
  return [...new Set(tags)]
    .toSorted(compare)
    .map((tag) => `,${tag}`)
    .join('');
};

const compare = (left: string, right: string): number => (left < right ? -1 : 1);

const forms: Readonly<Record<TableName, Readonly<Record<string, NormalForm>>>> = {
  companies: { rate: rounded(8) },
  people: {},
  invoices: { amount: rounded(4) },
  'a.clients': {
    name: trimmedOrEmpty,
    client_email: trimmedOrEmpty,
    currency_code: trimmedOrEmpty,
    exchange_rate: roundedOrEmpty(6),
    private_notes: trimmedOrEmpty,
    labels: sortedSet,
    contact_first_name: trimmedOrEmpty,
    contact_email: trimmedOrEmpty,
    contact_phone: trimmedOrEmpty,
  },
  'a.invoices': { number: trimmedOrEmpty, public_notes: trimmedOrEmpty, amount: roundedOrEmpty(2) },
  'b.customers': {
    customer_name: trimmed,
    conversion_rate: rounded(4),
    user_tags: commaText,
  },
  'b.contacts': { email: lowerCasedMail, tags: sortedSet },
  'b.entries': { remark: trimmed, grand_total: rounded(2) },
};

/** The form in which a table stores a value of a field, both by the side's own names and in its stored form. */
export function normalForms(table: TableName, field: string, value: FieldValue): FieldValue {
  const form = forms[table][field];
  return form === undefined ? value : form(value);
}
