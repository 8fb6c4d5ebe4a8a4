import { ApiError } from '@unified-sync/http-client';
import type { InvoiceNinjaClient } from '@unified-sync/invoice-ninja-client';
import { SideUnavailable, type SideRecord } from '@unified-sync/sync-engine';
import type { NinjaEntity } from '../entity.ts';
import type { LoadLookups } from '../lookups.ts';
import type { NinjaRow } from '../records/record-context.ts';
import type { NinjaSettings } from '../settings.ts';
import type { InvoiceNumbers } from './invoice-numbers.ts';

/** What the side of one stream works with. */
export interface Reading<Row extends NinjaRow> {
  readonly entity: NinjaEntity<Row>;
  readonly settings: NinjaSettings;
  /** Refuses answers of another shape than the entity's. */
  readonly ninja: InvoiceNinjaClient;
  /** Hands such answers out as they came, so that one bad row does not hide the others. */
  readonly lenient: InvoiceNinjaClient;
  readonly loadLookups: LoadLookups;
  readonly invoiceNumbers: InvoiceNumbers;
}

/** Rows as records. @throws whatever keeps the lookups or numbers of invoices from being read. */
export async function showRows<Row extends NinjaRow>(
  { entity, settings, loadLookups, invoiceNumbers }: Reading<Row>,
  rows: readonly Row[],
): Promise<readonly SideRecord[]> {
  const lookups = await loadLookups();
  const numbers = await invoiceNumbers.of(rows.map((row) => entity.invoiceNumbers?.(row)));
  return rows.map((row) => entity.show(row, { lookups, keySlot: settings.keySlot, invoiceNumbers: numbers }));
}

export const isOfAnotherShape = (error: unknown): boolean =>
  ApiError.isInstance(error) && error.code === 'response_shape';

/** Trouble of the side as the engine knows it. */
export const unavailable = (stream: string, error: unknown): SideUnavailable =>
  error instanceof SideUnavailable
    ? error
    : new SideUnavailable(`${stream}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
