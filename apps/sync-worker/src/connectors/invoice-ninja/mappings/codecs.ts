import {
  choice,
  date,
  decimalNumber,
  defineCodec,
  listOf,
  reference,
  text,
  type TypedCodec,
} from '@unified-sync/sync-engine';

/** Text as Invoice Ninja keeps it: it trims what it is sent, and `''` stands for none. */
export const ninjaText = text({ trim: true, storedEmpty: '' });

/** A day; `''` stands for none. */
export const ninjaDate = date({ storedEmpty: '' });

/** Id of another record; `''` stands for none. */
export const ninjaId = reference({ storedEmpty: '' });

/** Money as a JSON number in major units. The hub's columns have 4 decimals. */
export const ninjaAmount = neverEmpty(decimalNumber({ precision: 19, scale: 4 }));

/** A price or a rate as a JSON number; the provider's columns have 6 decimals. */
export const ninjaRate = neverEmpty(decimalNumber({ precision: 20, scale: 6 }));

/** A number within a line, which is kept as JSON and not in a column. */
const lineNumber = decimalNumber({ precision: 24, scale: 8 });

/**
 * ISO code that the adapter has looked up. What it could not look up is refused here, so that it is a finding
 * and never taken for empty.
 *
 * @param letters 2 for countries, 3 for currencies.
 */
export const isoCode = (letters: 2 | 3): TypedCodec<'text', string | null> =>
  defineCodec<'text', string | null>({
    name: `isoCode(${letters})`,
    type: 'text',
    none: null,
    empty: '',
    read(stored) {
      if (stored === '') return { ok: true, value: null };
      return typeof stored === 'string' && new RegExp(`^[A-Z]{${letters}}$`).test(stored)
        ? { ok: true, value: stored }
        : { ok: false, reason: `expected an ISO code of ${letters} capital letters` };
    },
  });

/** 1 draft, 2 sent, 3 partial, 4 paid, 5 cancelled, 6 reversed (`app/Models/Invoice.php`). */
export const invoiceStatus = choice({
  draft: '1',
  sent: '2',
  partial: '3',
  paid: '4',
  cancelled: '5',
  reversed: '6',
});

/** 1 draft, 2 sent, 3 approved, 4 converted (`app/Models/Quote.php`); -1 (expired) is never stored. */
export const quoteStatus = choice({ draft: '1', sent: '2', approved: '3', converted: '4' });

/** 1 pending, 2 cancelled, 3 failed, 4 completed, 5 partially refunded, 6 refunded (`app/Models/Payment.php`). */
export const paymentStatus = choice({
  pending: '1',
  cancelled: '2',
  failed: '3',
  completed: '4',
  partially_refunded: '5',
  refunded: '6',
});

/**
 * Every client is a client: in the hub it may be a supplier as well (`both`), which counts as the same here.
 * `supplier` alone is refused.
 */
export const clientType: TypedCodec<'choice', 'client' | null> = {
  ...defineCodec<'choice', 'client' | null>({
    name: 'clientType',
    type: 'choice',
    members: ['client'],
    none: null,
    read: (stored) =>
      stored === 'client'
        ? { ok: true, value: 'client' }
        : { ok: false, reason: 'every client of Invoice Ninja is a client' },
    check: (value) =>
      value === 'client' || value === 'both'
        ? { ok: true, value: 'client' }
        : { ok: false, reason: 'only "client" and "both" are clients of Invoice Ninja' },
  }),
};

/**
 * A number that the provider always has: it would take an empty one for 0, which means something else. So an
 * empty one is refused, and a record that lacks it is not understood.
 */
function neverEmpty(codec: TypedCodec<'decimal', string | null>): TypedCodec<'decimal', string | null> {
  const refusal = {
    ok: false,
    reason: 'Invoice Ninja has no empty numbers, and 0 is something else',
  } as const;
  return {
    ...codec,
    decode: (stored) => (stored === null || stored === '' ? refusal : codec.decode(stored)),
    encode: (value) => (value === null ? refusal : codec.encode(value)),
  };
}

/**
 * Lines of an invoice or a quote, as the adapter shows them: `discount` is text, `10%` of the line or `5` off
 * it, since Invoice Ninja has both; `tax_rate` is the first of its three.
 */
export const ninjaLines = listOf({
  product: ninjaText,
  description: ninjaText,
  quantity: lineNumber,
  unit_price: lineNumber,
  discount: ninjaText,
  tax_rate: lineNumber,
  line_total: lineNumber,
});

/** How a payment is split: the invoice's number, looked up by the adapter, and what went to it. */
export const ninjaAllocations = listOf({ invoice: ninjaText, amount: ninjaAmount });
