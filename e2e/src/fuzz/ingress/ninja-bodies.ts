import { gzipSync } from 'node:zlib';
import { createInvoiceNinjaServer } from '@unified-sync/invoice-ninja-client/testing';
import * as fc from 'fast-check';
import { hashedId } from './pick.ts';

type Row = Readonly<Record<string, unknown>>;

const ninja = createInvoiceNinjaServer({ seed: 7 });
ninja.seedCompany({ clients: 10, invoices: 20, payments: 10, products: 5, expenses: 5 });
const { db } = ninja;
const all: Readonly<Record<string, readonly object[]>> = {
  client: db.clients.all(),
  product: db.products.all(),
  quote: db.quotes.all(),
  invoice: db.invoices.all(),
  payment: db.payments.all(),
  expense: db.expenses.all(),
};

const text = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const notAnId = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1e308, '', ' ', [], {}, ['VolejRejNm'], { id: 'VolejRejNm' }),
  fc.constantFrom(
    'short',
    'VolejRejNm\n',
    ' VolejRejNm',
    'Volej/RejNm',
    "' or 1=1 --xx",
    '../../../etc/passwd',
  ),
  fc.constantFrom(
    'VolejRejNm\0',
    'VolejRejN\u00DC',
    '\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u0660',
    'Volej\uD83DRejNm',
  ),
  fc.integer({ min: 101, max: 30_000 }).map((length) => 'aZ3'.repeat(length).slice(0, length)),
);
const anyValue = fc.oneof(notAnId, fc.jsonValue({ maxDepth: 2 }));
const hugeNumber = fc.constantFrom(
  '1e400',
  '-1e400',
  '9'.repeat(400),
  '-0',
  '1e-400',
  '123456789012345678901234567890.5',
  `0.${'3'.repeat(300)}`,
);
const nested = (depth: number, open: string, close: string): string =>
  open.repeat(depth) + close.repeat(depth);

/** A record with an id of its own, of the entity, as Invoice Ninja sends it; payments and quotes lead to invoices. */
function genuine(entity: string): fc.Arbitrary<Row> {
  const rows = all[entity] ?? [];
  const row = fc.constantFrom(...(rows.length > 0 ? rows : (all['invoice'] ?? [])));
  const invoices = fc.array(hashedId, { maxLength: 3 });
  return fc.tuple(row, hashedId, invoices, fc.boolean()).map(([base, id, ids, isListed]) => ({
    ...base,
    id,
    ...(entity === 'payment' && {
      invoices: isListed ? ids.map((one) => ({ ...all['invoice']?.[0], id: one })) : [],
      paymentables: ids.map((one) => ({ id: 'unused00000', invoice_id: one, amount: 1 })),
    }),
    ...(entity === 'quote' && { invoice_id: ids[0] ?? '' }),
  }));
}

const cut = (body: Buffer, at: number): Buffer => body.subarray(0, Math.floor(body.length * at));
const part = fc.double({ min: 0, max: 0.999, noNaN: true });
const withFirst = (row: Row, first: string): Buffer =>
  Buffer.from(`{${first},${JSON.stringify(row).slice(1)}`);
const withLast = (row: Row, last: string): Buffer =>
  Buffer.from(`${JSON.stringify(row).slice(0, -1)},${last}}`);

/** Bodies of a webhook about an entity, by class. */
export function ninjaBodies(entity: string) {
  const row = genuine(entity);
  const body = row.map(text);
  const field = fc.constantFrom(
    'id',
    'id',
    'invoices',
    'paymentables',
    'invoice_id',
    'balance',
    'client',
    'updated_at',
  );
  return {
    genuine: [40, body],
    'thin: only what is needed': [3, hashedId.map((id) => text({ id }))],
    'a field of another type': [
      8,
      fc.tuple(row, field, anyValue).map(([one, name, value]) => text({ ...one, [name]: value })),
    ],
    'an id that is none': [4, fc.tuple(row, notAnId).map(([one, id]) => text({ ...one, id }))],
    'an id that is missing': [2, row.map(({ id: _id, ...rest }) => text(rest))],
    'lists with odd members': [
      4,
      fc
        .tuple(
          row,
          fc.array(
            fc.oneof(
              anyValue,
              hashedId.map((id) => ({ id })),
              hashedId.map((id) => ({ invoice_id: id })),
            ),
            { maxLength: 5 },
          ),
        )
        .map(([one, list]) => text({ ...one, invoices: list, paymentables: list })),
    ],
    'huge numbers': [
      3,
      fc
        .tuple(row, hugeNumber, field)
        .map(([one, number, name]) => withLast(one, `"${name === 'id' ? 'balance' : name}":${number}`)),
    ],
    'deep nesting': [
      1,
      fc
        .tuple(row, fc.integer({ min: 10, max: 20_000 }), fc.boolean())
        .map(([one, depth, isList]) =>
          withFirst(
            one,
            `"deep":${isList ? nested(depth, '[', ']') : `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`}`,
          ),
        ),
    ],
    'nothing but nesting': [
      1,
      fc.integer({ min: 10, max: 100_000 }).map((depth) => Buffer.from('['.repeat(depth))),
    ],
    'names of prototypes': [
      3,
      fc
        .tuple(
          row,
          hashedId,
          fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'),
          fc.boolean(),
        )
        .map(([{ id, ...rest }, other, name, keepsId]) =>
          withFirst(
            keepsId ? { id, ...rest } : rest,
            `"${name}":{"id":"${other}","invoices":[{"id":"${other}"}]}`,
          ),
        ),
    ],
    'keys twice': [
      3,
      fc
        .tuple(row, fc.oneof(hashedId, fc.constant('')), fc.boolean())
        .map(([one, id, isFirst]) => (isFirst ? withFirst : withLast)(one, `"id":${JSON.stringify(id)}`)),
    ],
    'invalid UTF-8': [
      3,
      fc
        .tuple(body, part, fc.uint8Array({ minLength: 1, maxLength: 6 }))
        .map(([one, at, bytes]) =>
          Buffer.concat([
            cut(one, at),
            Buffer.from(bytes.map((byte) => byte | 0x80)),
            one.subarray(cut(one, at).length),
          ]),
        ),
    ],
    'NUL and control characters': [
      2,
      fc
        .tuple(body, part, fc.constantFrom('\0', '\u0001', '\\u0000', '\\ud800', '\u007F', '\u2028'))
        .map(([one, at, odd]) =>
          Buffer.concat([cut(one, at), Buffer.from(odd), one.subarray(cut(one, at).length)]),
        ),
    ],
    'a byte order mark': [2, body.map((one) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), one]))],
    'two byte order marks': [
      1,
      body.map((one) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf]), one])),
    ],
    'UTF-16': [
      1,
      body.map((one) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(one.toString(), 'utf16le')])),
    ],
    truncated: [5, fc.tuple(body, part).map(([one, at]) => cut(one, at))],
    'more behind the end': [
      2,
      fc
        .tuple(body, fc.constantFrom('}', ',', '{}', '\n\n', 'x', '\0'))
        .map(([one, more]) => Buffer.concat([one, Buffer.from(more)])),
    ],
    empty: [2, fc.constantFrom('', ' ', '\r\n').map((one) => Buffer.from(one))],
    'no object': [
      2,
      fc
        .constantFrom('null', 'true', '0', '""', '[]', '"VolejRejNm"', 'NaN', 'undefined')
        .map((one) => Buffer.from(one)),
    ],
    'in an envelope or a list': [
      2,
      fc.tuple(row, fc.boolean()).map(([one, isList]) => text(isList ? [one] : { data: one })),
    ],
    'a form': [1, hashedId.map((id) => Buffer.from(`id=${id}&data=%7B%7D`))],
    compressed: [1, body.map((one) => gzipSync(one))],
    noise: [2, fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes))],
    'a flip of one bit': [
      4,
      fc.tuple(body, part, fc.integer({ min: 0, max: 7 })).map(([one, at, bit]) => flipped(one, at, bit)),
    ],
    'the store is down': [
      3,
      fc
        .tuple(row, fc.constantFrom('DOWNDOWN', 'LOSTLOST'), hashedId)
        .map(([one, mark, id]) => text({ ...one, id: mark + id })),
    ],
    'the store is down for findings': [
      2,
      fc
        .tuple(fc.constantFrom('DOWNDOWN', 'LOSTLOST'), hashedId)
        .map(([mark, id]) => text({ odd: mark + id })),
    ],
  } satisfies Record<string, readonly [number, fc.Arbitrary<Buffer>]>;
}

function flipped(body: Buffer, at: number, bit: number): Buffer {
  const copy = Buffer.from(body);
  const index = Math.floor(copy.length * at);
  copy[index] = (copy[index] ?? 0) ^ (1 << bit);
  return copy;
}
