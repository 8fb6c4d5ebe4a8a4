import {
  boolean,
  choice,
  decimal,
  defineCodec,
  integer,
  reference,
  text,
  textSet,
} from '../../src/codecs/index.ts';
import type { FieldValue } from '../../src/index.ts';

const currencies = ['CHF', 'EUR', 'USD', 'GBP'] as const;

/** Lines have no identity: they travel as they are, with their invoice. */
const lines = defineCodec<'list', readonly FieldValue[]>({
  name: 'lines',
  type: 'list',
  none: [],
  empty: [],
  read: (stored) =>
    Array.isArray(stored) ? { ok: true, value: stored } : { ok: false, reason: 'expected a list' },
});

/** The hub's columns, as Directus keeps them. */
export const hubCodecs = {
  text: text(),
  rate: decimal({ precision: 24, scale: 8 }),
  amount: decimal({ precision: 19, scale: 4 }),
  currency: choice(currencies),
  tags: textSet(),
  reference: reference(),
  lines,
  yesNo: boolean(),
  integer: integer(),
  type: choice(['client', 'supplier']),
  status: choice(['draft', 'sent', 'paid', 'cancelled']),
};

/** Spoke A: trims, shows `''` where there is nothing, numbers its states. */
export const ledgerCodecs = {
  text: text({ trim: true, storedEmpty: '' }),
  rate: decimal({ precision: 20, scale: 6 }),
  amount: decimal({ precision: 20, scale: 2 }),
  currency: choice(currencies),
  tags: textSet(),
  reference: reference({ storedEmpty: '' }),
  lines,
  oneZero: boolean({ stored: 'number' }),
  status: choice({ draft: '1', sent: '2', paid: '4', cancelled: '5' }),
};

/** Spoke B: e-mail in lower case, tags as one text, fewer digits. */
export const crmCodecs = {
  text: text(),
  trimmed: text({ trim: true }),
  mail: text({ trim: true, lowerCase: true }),
  rate: decimal({ precision: 18, scale: 4 }),
  amount: decimal({ precision: 18, scale: 2 }),
  currency: choice(currencies),
  tags: textSet(),
  tagText: textSet({ separator: ',' }),
  reference: reference(),
  lines,
  yesNo: boolean(),
  integer: integer(),
  group: choice({ client: 'Commercial', supplier: 'Vendor' }),
  status: choice({ draft: 'Draft', sent: 'Unpaid', paid: 'Paid', cancelled: 'Cancelled' }),
};
