import { describe, expect, it } from 'vitest';
import { choice, integer, listOf, reference, text } from '../codecs/index.ts';
import { amount, invoices, rules, states } from '../testing/sample-definitions.ts';
import { mistakesOf } from '../testing/sample-model.ts';
import { byHub, byStream } from './authority-rules.ts';
import { defineAuthority } from './define-authority.ts';
import { defineMapping } from './define-mapping.ts';

// Each case is a mistake that the compiler must refuse where the comment stands, and that `defineModel` must
// refuse as well: types are only stripped when the worker runs.

const only = { ...rules, stream: 'ninja.invoices' } as const;
const numberOnly = {
  remoteFields: ['number'],
  fields: { number: { remote: 'number', codec: text(), direction: 'both' } },
} as const;

describe('a mapping', () => {
  it('maps no column that the collection does not have', () => {
    const mapping = defineMapping(invoices, {
      ...only,
      remoteFields: ['number'],
      // @ts-expect-error -- the column is called number
      fields: { nummer: { remote: 'number', codec: text(), direction: 'both' } },
    });
    const authority = { collection: invoices, mappings: [mapping], authority: { nummer: byHub() } };
    expect(mistakesOf([authority])).toEqual([
      'collection invoices, stream ninja.invoices, field nummer: there is no such column; add it to the collection, or correct the name',
    ]);
  });

  it('maps no remote field that the stream does not show', () => {
    const mapping = defineMapping(invoices, {
      ...only,
      remoteFields: ['number'],
      // @ts-expect-error -- the stream calls it number
      fields: { number: { remote: 'numero', codec: text(), direction: 'both' } },
    });
    expect(mistakesOf([defineAuthority(invoices, [mapping], { number: byHub() })])).toEqual([
      'collection invoices, stream ninja.invoices, field number: the stream has no field numero; correct the name, or add it to remoteFields',
    ]);
  });

  it('reads no centimes into a column of francs', () => {
    const mapping = defineMapping(invoices, {
      ...only,
      remoteFields: ['amount_in_centimes'],
      // @ts-expect-error -- an integer is no decimal: minorUnits() would convert it
      fields: { gross: { remote: 'amount_in_centimes', codec: integer(), direction: 'both' } },
    });
    expect(mistakesOf([defineAuthority(invoices, [mapping], { gross: byHub() })])).toEqual([
      "collection invoices, stream ninja.invoices, field gross: the column holds decimal (decimal(19,4)), the stream's codec integer gives integer; use codecs of one type",
    ]);
  });

  it('reads no state that the column does not have', () => {
    const mapping = defineMapping(invoices, {
      ...only,
      remoteFields: ['status_id'],
      fields: {
        // @ts-expect-error -- the column does not have reversed
        status: { remote: 'status_id', codec: choice({ draft: '1', reversed: '6' }), direction: 'both' },
      },
    });
    expect(mistakesOf([defineAuthority(invoices, [mapping], { status: byHub() })])).toEqual([
      'collection invoices, stream ninja.invoices, field status: the stream can show reversed, which the column does not have; add it to the column',
    ]);
  });

  it('maps no reference without the stream that it refers to', () => {
    const mapping = defineMapping(invoices, {
      ...only,
      remoteFields: ['replaces_id'],
      // @ts-expect-error -- whose ids does replaces_id hold?
      fields: { replaces: { remote: 'replaces_id', codec: reference(), direction: 'both' } },
    });
    expect(mistakesOf([defineAuthority(invoices, [mapping], { replaces: byHub() })])).toEqual([
      'collection invoices, stream ninja.invoices, field replaces: a reference needs refers: the stream whose record ids the remote field holds',
    ]);
  });

  it('refers from references alone', () => {
    const mapping = defineMapping(invoices, {
      ...only,
      remoteFields: ['number'],
      fields: {
        // @ts-expect-error -- number is no reference
        number: { remote: 'number', codec: text(), direction: 'both', refers: 'ninja.invoices' },
      },
    });
    expect(mistakesOf([defineAuthority(invoices, [mapping], { number: byHub() })])).toHaveLength(1);
  });

  it('reads no list with other keys than the column has', () => {
    const codec = listOf({ price: amount, note: text() });
    const mapping = defineMapping(invoices, {
      ...only,
      remoteFields: ['line_items'],
      // @ts-expect-error -- the column has no note
      fields: { lines: { remote: 'line_items', codec, direction: 'both' } },
    });
    expect(mistakesOf([defineAuthority(invoices, [mapping], { lines: byHub() })])).toHaveLength(1);
  });

  it('matches by nothing that it does not map', () => {
    const mapping = defineMapping(invoices, {
      ...only,
      ...numberOnly,
      // @ts-expect-error -- gross is not mapped here
      matchBy: [['number', 'gross']],
    });
    expect(mistakesOf([defineAuthority(invoices, [mapping], { number: byHub() })])).toHaveLength(1);
  });

  it('creates by nothing that the column cannot hold', () => {
    const mapping = defineMapping(invoices, {
      ...only,
      ...numberOnly,
      // @ts-expect-error -- no status is called drafft
      createInStream: { when: { status: ['drafft'] } },
    });
    expect(mistakesOf([defineAuthority(invoices, [mapping], { number: byHub() })])).toHaveLength(1);
  });

  it('has no constant for a column that it maps', () => {
    const mapping = defineMapping(invoices, {
      ...only,
      ...numberOnly,
      // @ts-expect-error -- number is mapped
      constants: { number: '1' },
    });
    expect(mistakesOf([defineAuthority(invoices, [mapping], { number: byHub() })])).toHaveLength(1);
  });

  it('has no command to a state that is not there', () => {
    const mapping = defineMapping(invoices, {
      ...only,
      remoteFields: ['status_id'],
      fields: { status: { remote: 'status_id', codec: states, direction: 'in' } },
      // @ts-expect-error -- no status is called sennt
      commands: [{ name: 'mark_sent', field: 'status', from: ['draft'], to: 'sennt', movesMoney: false }],
    });
    const status = byStream('ninja.invoices');
    expect(mistakesOf([defineAuthority(invoices, [mapping], { status })])).toHaveLength(1);
  });

  it('has no option that nobody knows', () => {
    const mapping = defineMapping(invoices, {
      ...only,
      remoteFields: ['number'],
      fields: {
        // @ts-expect-error -- the option is called identity
        number: { remote: 'number', codec: text(), direction: 'both', identify: true },
      },
    });
    expect(mapping.fields.number).toHaveProperty('identify');
  });
});
