import { docTypeSchemas } from '@unified-sync/erpnext-client';
import { type EntityRecords, madeOf, perEntity } from './entity-records.ts';

/** The DocTypes that the client has types for, with all their columns, as a list of a site gives them: without tables. */
export const erpnextRecords = (): EntityRecords[] =>
  Object.entries(docTypeSchemas).map(([docType, schema]) => {
    const made = madeOf(docType, schema, keysOf(docType));
    return { ...made, records: made.records.map(withoutTables) };
  });

/** Sales invoices as a site gives one of them: with their tables. */
export const salesInvoices = (): readonly object[] =>
  madeOf('Sales Invoice', docTypeSchemas['Sales Invoice'], keysOf('Sales Invoice')).records;

const keysOf =
  (docType: string) =>
  (index: number): object => ({
    name: `${docType}-${index % perEntity}`,
    modified: '2026-01-31 09:15:00.123456',
    creation: '2026-01-31 09:15:00.123456',
  });

const withoutTables = (record: object): object =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => !Array.isArray(value)));
