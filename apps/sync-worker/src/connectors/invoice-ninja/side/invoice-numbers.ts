import { ApiError } from '@unified-sync/http-client';
import type { InvoiceNinjaClient } from '@unified-sync/invoice-ninja-client';

/** What a row needs and what came with it. */
export interface NumbersAsked {
  readonly wanted: readonly string[];
  readonly known: ReadonlyMap<string, string>;
}

/** Numbers of invoices by id. */
export interface InvoiceNumbers {
  /** @throws {ApiError} where one cannot be read. */
  of(asked: readonly (NumbersAsked | undefined)[]): Promise<ReadonlyMap<string, string>>;
}

/**
 * Takes numbers from what is embedded, and reads the others one by one: older versions leave archived invoices
 * out of a payment. Nothing is remembered, since an invoice may be renumbered.
 */
export function createInvoiceNumbers(ninja: InvoiceNinjaClient): InvoiceNumbers {
  return {
    async of(asked) {
      const numbers = new Map(asked.flatMap((one) => [...(one?.known ?? [])]));
      const missing = new Set(asked.flatMap((one) => one?.wanted ?? []).filter((id) => !numbers.has(id)));
      for (const id of missing) numbers.set(id, await numberOf(id, ninja));
      return numbers;
    },
  };
}

async function numberOf(id: string, ninja: InvoiceNinjaClient): Promise<string> {
  try {
    return (await ninja.invoices.get(id)).number;
  } catch (error) {
    // Purged: what it was called is lost, that it was paid is not.
    if (ApiError.isInstance(error) && error.code === 'not_found') return '';
    throw error;
  }
}
