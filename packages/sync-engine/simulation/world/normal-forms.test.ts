import { expect, it } from 'vitest';
import { model } from './model.ts';
import { normalForms } from './normal-forms.ts';
import type { TableName } from './tables.ts';

it.each([
  ['a.clients', 'name', ' Ada ', 'Ada'],
  ['a.clients', 'client_email', null, ''],
  ['a.clients', 'exchange_rate', '1.23456789', '1.234568'],
  ['a.clients', 'exchange_rate', null, ''],
  ['a.invoices', 'amount', '3.5', '3.50'],
  ['b.customers', 'conversion_rate', '1.23456', '1.2346'],
  ['b.customers', 'user_tags', 'red,blue,,red', ',blue,red'],
  ['b.contacts', 'email', ' Ada@Mail.Test ', 'ada@mail.test'],
  ['companies', 'rate', '1.5', '1.50000000'],
  ['companies', 'name', ' Ada ', ' Ada '],
] as const)('%s keeps %s %j as %j', (table, field, given, kept) => {
  expect(normalForms(table, field, given)).toBe(kept);
});

it('changes nothing more the second time', () => {
  const once = normalForms('b.customers', 'user_tags', 'red,blue');
  expect(normalForms('b.customers', 'user_tags', once)).toBe(once);
});

// What a provider does without a word must be what its codec declares, or the engine would never hear the end of it.
const samples: Readonly<Record<string, readonly unknown[]>> = {
  name: [' Ada ', 'ADA'],
  email: [' Ada@mail.test', 'ADA@MAIL.TEST', null],
  first_name: ['Ada', null],
  rate: ['1.2345', null],
  tags: [['b', 'a', 'b'], []],
  amount: ['12.5', null],
};

it('stores whatever a codec sends so that it reads back as the same value', () => {
  for (const collection of Object.values(model.collections))
    for (const [stream, { fields }] of Object.entries(collection.mappings))
      for (const [field, { remote, codec }] of Object.entries(fields))
        for (const value of samples[field] ?? []) {
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- samples are plain values
          const encoded = codec.encode(value as string);
          if (!encoded.ok) throw new Error(encoded.reason);
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the model's streams are tables
          const stored = normalForms(stream as TableName, remote, encoded.value);
          expect([stream, field, codec.decode(stored)]).toEqual([stream, field, codec.decode(encoded.value)]);
        }
});
