import type { Extraction, Invoice } from '@unified-sync/vision-ocr';
import { type HeaderField, headerFields, lineKeys, valueOf } from './fields.ts';

/** What was read of one case. */
export interface Reading {
  truth: Invoice;
  extraction: Extraction;
}

/** How one field did over many cases. */
export interface FieldScore {
  field: HeaderField;
  /** Cases whose document says it. */
  printed: number;
  right: number;
  /** Left open: not known, and not claimed. */
  open: number;
  /** Another value, or one where the document has none. */
  wrong: number;
}

/** Exact match of every field after normalisation. */
export const fieldScores = (readings: readonly Reading[]): FieldScore[] =>
  headerFields.map((field) => {
    const score: FieldScore = { field, printed: 0, right: 0, open: 0, wrong: 0 };
    for (const { truth, extraction } of readings) {
      const expected = valueOf(truth, field);
      const actual = extraction.invoice === null ? null : readValue(extraction, field);
      if (expected !== null) score.printed += 1;
      if (expected !== null && actual === expected) score.right += 1;
      else if (actual === null && expected !== null) score.open += 1;
      else if (actual !== expected) score.wrong += 1;
    }
    return score;
  });

/** A QR-bill does not say what kind of document it stands on, nor the taxes that go with its rates. */
function readValue({ source, invoice }: Extraction, field: HeaderField): string | null {
  if (invoice === null || (source === 'qr' && (field === 'type' || field === 'taxes'))) return null;
  return valueOf(invoice, field);
}

/** F1 of the lines: a line is found when quantity, price and amount are all right. */
export function lineF1(readings: readonly Reading[]): number {
  let [found, read, printed] = [0, 0, 0];
  for (const { truth, extraction } of readings) {
    const left = lineKeys(truth);
    const lines = extraction.invoice === null ? [] : lineKeys(extraction.invoice);
    printed += left.length;
    read += lines.length;
    for (const line of lines) {
      const index = left.indexOf(line);
      if (index === -1) continue;
      left.splice(index, 1);
      found += 1;
    }
  }
  return read + printed === 0 ? 0 : (2 * found) / (read + printed);
}
