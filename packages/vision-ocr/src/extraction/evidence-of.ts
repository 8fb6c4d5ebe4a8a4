import type { Invoice } from '../invoice/invoice.ts';
import type { FieldEvidence } from '../evidence/field-evidence.ts';

/** Says for every value of an invoice that a machine wrote it down: nothing was read from print. */
export const evidenceOf = (invoice: Invoice, source: 'xml' | 'qr'): FieldEvidence[] =>
  leaves(invoice, '').map(([field, value]) => ({
    field,
    value,
    source,
    page: null,
    rawText: null,
    agrees: null,
    found: null,
  }));

function leaves(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) =>
    leaves(child, path === '' ? name : `${path}.${name}`),
  );
}
