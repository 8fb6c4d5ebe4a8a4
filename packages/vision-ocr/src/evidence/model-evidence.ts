import type { ModelField, ModelInvoice } from '../model/model-invoice.ts';
import type { FieldEvidence } from './field-evidence.ts';
import { readAmount } from './printed-amount.ts';
import { readDate } from './printed-date.ts';
import { hasText } from './text-search.ts';

/** The visible text of the pages, in order; `null` for a page without a text layer. */
export type PageTexts = readonly (string | null)[];

/** Says for every value of an answer what the model saw, and whether that is there and fits. */
export function modelEvidence(document: ModelInvoice, pages: PageTexts): FieldEvidence[] {
  return fieldsOf(document, '').flatMap(([field, { value, raw_text: rawText, page }]) =>
    value === null
      ? []
      : [
          {
            field,
            value,
            source: 'model' as const,
            page,
            rawText,
            agrees: agrees(field, value, rawText),
            found: found(rawText, pages),
          },
        ],
  );
}

function fieldsOf(value: unknown, path: string): (readonly [string, ModelField])[] {
  if (typeof value !== 'object' || value === null) return [];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what has a raw_text is a field of the schema
  if ('raw_text' in value) return [[path, value as ModelField]];
  return Object.entries(value).flatMap(([name, child]) =>
    fieldsOf(child, path === '' ? camel(name) : `${path}.${camel(name)}`),
  );
}

const camel = (name: string): string =>
  name.replaceAll(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());

const isAmount =
  /^(net|tax|gross|prepaid|rounding|due)$|\.(quantity|unitPrice|priceQuantity|discount|amount|taxRate|rate|base)$/;
const isDate = /^(issue|supply|due)Date$/;
const isCode = /^(number|payment\.(iban|bic|reference)|(supplier|customer)\.vatId)$/;

const compact = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

function agrees(field: string, value: string, rawText: string | null): boolean | null {
  if (rawText === null) return false;
  if (isAmount.test(field)) return readAmount(rawText).some((amount) => amount === readAmount(value)[0]);
  if (isDate.test(field)) {
    const dates = readDate(rawText);
    // "30 days net" is no date: what was computed from it was not printed.
    return dates.includes(value);
  }
  return isCode.test(field) ? compact(rawText).includes(compact(value)) : null;
}

/** Any page will do: models miscount pages. */
function found(rawText: string | null, pages: PageTexts): boolean | null {
  const texts = pages.filter((page) => page !== null);
  if (texts.length === 0) return null;
  return rawText !== null && texts.some((page) => hasText(page, rawText));
}
