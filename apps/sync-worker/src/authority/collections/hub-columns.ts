import { date, decimal, listOf, reference, text } from '@unified-sync/sync-engine';

/** One line of text, as wide as Directus makes a string. */
export const line = { kind: 'value', codec: text({ maxLength: 255 }) } as const;

/** Text of any length. */
export const longText = { kind: 'value', codec: text() } as const;

/** Money in major units of the currency beside it: `decimal(19,4)`. */
export const amount = { kind: 'value', codec: decimal({ precision: 19, scale: 4 }) } as const;

/** A rate, unit price or quantity: `decimal(24,8)`. */
export const rate = { kind: 'value', codec: decimal({ precision: 24, scale: 8 }) } as const;

/** A day without a time. */
export const day = { kind: 'value', codec: date() } as const;

/** ISO 4217 code. */
export const currency = { kind: 'value', codec: text({ maxLength: 3 }) } as const;

/** The company that an item is about. */
export const company = { kind: 'reference', codec: reference(), to: 'companies' } as const;

/**
 * What every synced collection has. The owner company is plain text here: no connection reads or writes owner
 * companies, their ids come from the configuration.
 */
export const synced = { owner_company: line } as const;

/** Lines of a quote or an invoice: one value, all numbers decimal text with up to 8 decimals. */
export const lines = {
  kind: 'value',
  codec: listOf({
    product: text(),
    description: text(),
    quantity: decimal({ precision: 24, scale: 8 }),
    unit_price: decimal({ precision: 24, scale: 8 }),
    discount: text(),
    tax_rate: decimal({ precision: 24, scale: 8 }),
    line_total: decimal({ precision: 24, scale: 8 }),
  }),
} as const;

/** How items are written and removed in the hub, whatever the collection. */
export const inHub = {
  owner: 'owner_company',
  // The hub archives: nothing is ever lost by a delete elsewhere.
  onDelete: 'remove',
  longestRequest: 60_000,
  overlap: 60_000,
} as const;
