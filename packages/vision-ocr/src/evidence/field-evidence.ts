/** Where a value comes from. */
export interface FieldEvidence {
  /** Path in the invoice, e.g. `lines.2.amount`. */
  field: string;
  /** As the invoice has it, before a credit note gets its sign. */
  value: string;
  source: 'xml' | 'qr' | 'model';
  /** From 1 on; `null` for XML, and where the model did not say. */
  page: number | null;
  /** The exact characters that say it, as the model saw them. */
  rawText: string | null;
  /** Whether that text is what the value says; `null` where that cannot be told (names, units). */
  agrees: boolean | null;
  /** Whether that text stands in the visible text layer; `null` without a text layer. */
  found: boolean | null;
}
