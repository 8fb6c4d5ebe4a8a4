import { describe, expect, it } from 'vitest';
import {
  boolean,
  choice,
  decimal,
  decimalNumber,
  integer,
  reference,
  text,
  textSet,
} from '../codecs/index.ts';
import { byHub, byState, byStream, either, shared } from './authority-rules.ts';
import { type AuthorityDefinition, defineAuthority } from './define-authority.ts';
import { defineCollection } from './define-collection.ts';
import { defineMapping } from './define-mapping.ts';
import { defineModel } from './define-model.ts';
import { ModelError } from './model-error.ts';

// Each case is a mistake that the compiler must refuse where the comment stands, and that `defineModel` must
// refuse as well: types are only stripped when the worker runs.

const mistakesOf = (...definitions: readonly AuthorityDefinition[]): readonly string[] => {
  try {
    defineModel(definitions);
    return [];
  } catch (error) {
    if (error instanceof ModelError) return error.mistakes;
    throw error;
  }
};

const longestRequest = 30_000;
const rules = {
  capabilities: {
    modifiedFilter: true,
    overlap: 60_000,
    deletes: 'soft',
    restorable: true,
    keySlot: true,
    cas: false,
    longestRequest,
    movesMoney: false,
  },
  matchBy: [],
  createInHub: true,
  createInStream: false,
  onDelete: 'remove',
} as const;
const amount = decimalNumber({ precision: 19, scale: 4 });
const states = choice({ draft: '1', sent: '2' });

const invoices = defineCollection({
  name: 'invoices',
  owner: null,
  columns: {
    number: { kind: 'value', codec: text() },
    status: { kind: 'value', codec: choice(['draft', 'sent', 'paid']) },
    gross: { kind: 'value', codec: decimal({ precision: 19, scale: 4 }) },
    muted: { kind: 'value', codec: boolean() },
    tags: { kind: 'set', codec: textSet() },
    replaces: { kind: 'reference', codec: reference(), to: 'invoices' },
  },
  onDelete: 'keep',
  longestRequest,
});
const ninja = defineMapping(invoices, {
  ...rules,
  stream: 'ninja.invoices',
  remoteFields: ['number', 'status_id', 'amount', 'mute'],
  fields: {
    number: { remote: 'number', codec: text(), direction: 'both' },
    status: { remote: 'status_id', codec: states, direction: 'in' },
    gross: { remote: 'amount', codec: amount, direction: 'both' },
    muted: { remote: 'mute', codec: boolean(), direction: 'both' },
  },
});
const erp = defineMapping(invoices, {
  ...rules,
  stream: 'erp.invoices',
  remoteFields: ['number', 'total'],
  fields: {
    number: { remote: 'number', codec: text(), direction: 'both' },
    gross: { remote: 'total', codec: amount, direction: 'out' },
  },
});
const table = {
  number: shared({ prefer: 'hub' }),
  status: byStream('ninja.invoices'),
  gross: byStream('ninja.invoices'),
  muted: either({ wins: true }),
};
const only = { ...rules, stream: 'ninja.invoices' } as const;

describe('a model without mistakes', () => {
  it('compiles, and is what the engine runs on', () => {
    const model = defineModel([defineAuthority(invoices, [ninja, erp], table)]);
    expect(model.collections['invoices']).toMatchObject({
      owner: null,
      authority: { gross: { kind: 'stream', stream: 'ninja.invoices' } },
      mappings: { 'erp.invoices': { partPrefix: '', commands: [], onDelete: 'remove' } },
      constants: { 'erp.invoices': {} },
    });
    expect(model.collections['invoices']?.mappings['erp.invoices']).not.toHaveProperty('remoteFields');
  });
});

describe('an authority table', () => {
  it('decides every mapped field', () => {
    const { gross: _, ...incomplete } = table;
    // @ts-expect-error -- nobody decides gross
    const authority = defineAuthority(invoices, [ninja, erp], incomplete);
    expect(mistakesOf(authority)).toEqual([
      'collection invoices, field gross: it is mapped, but nobody decides it; add it to the authority',
    ]);
  });

  it('decides no field that nothing maps', () => {
    const authority = defineAuthority(invoices, [ninja, erp], {
      ...table,
      // @ts-expect-error -- nothing maps tags
      tags: byHub(),
    });
    expect(mistakesOf(authority)).toEqual([
      'collection invoices, field tags: it has an authority, but nothing maps it; remove one or add the other',
    ]);
  });

  it('decides no field twice', () => {
    const twice = {
      // oxlint-disable-next-line no-dupe-keys -- two entries are what must not compile
      number: byHub(),
      // @ts-expect-error -- number has an authority already
      number: byStream('ninja.invoices'),
    };
    expect(twice).toEqual({ number: byStream('ninja.invoices') });
  });

  it('names no stream that does not map the field', () => {
    const authority = defineAuthority(invoices, [ninja, erp], {
      ...table,
      // @ts-expect-error -- erp does not map muted
      muted: byStream('erp.invoices'),
    });
    expect(mistakesOf(authority)).toEqual([
      'collection invoices, field muted: stream erp.invoices decides it, but does not map it; map it, or name another',
    ]);
  });

  it('names no stream that the field is only written to', () => {
    const authority = defineAuthority(invoices, [ninja, erp], {
      ...table,
      // @ts-expect-error -- gross is only written to erp
      gross: byStream('erp.invoices'),
    });
    expect(mistakesOf(authority)).toEqual([
      'collection invoices, field gross: stream erp.invoices decides it, but it is only written there; map it both, or name another',
    ]);
  });

  it('prefers no stream that the field is only written to', () => {
    const authority = defineAuthority(invoices, [ninja, erp], {
      ...table,
      // @ts-expect-error -- gross is only written to erp
      gross: shared({ prefer: 'erp.invoices' }),
    });
    expect(mistakesOf(authority)).toHaveLength(1);
  });

  it('leaves a field that a stream only reads to that stream', () => {
    const authority = defineAuthority(invoices, [ninja, erp], {
      ...table,
      // @ts-expect-error -- an edit in ninja could never be undone there
      status: byHub(),
    });
    expect(mistakesOf(authority)).toEqual([
      "collection invoices, field status: stream ninja.invoices only reads it and could never be corrected; decide by byStream('ninja.invoices'), or map it both",
    ]);
  });

  it('lets no other value win than one of the column', () => {
    const authority = defineAuthority(invoices, [ninja, erp], {
      ...table,
      // @ts-expect-error -- muted is true or false
      muted: either({ wins: 'yes' }),
    });
    expect(mistakesOf(authority)).toEqual([
      'collection invoices, field muted: the winning value "yes" is no value of it: expected true or false, got text of 3 characters',
    ]);
  });
});

describe('an authority by state', () => {
  const draft = { authority: shared({ prefer: 'hub' }) } as const;
  const otherwise = byStream('ninja.invoices');

  it('compiles with a state that a stream shows', () => {
    const gross = byState({
      stream: 'ninja.invoices',
      field: 'status',
      states: [{ in: ['draft'], ...draft }],
      otherwise,
    });
    expect(mistakesOf(defineAuthority(invoices, [ninja, erp], { ...table, gross }))).toEqual([]);
  });

  it('depends on no state of a stream that does not show it', () => {
    const gross = byState({
      stream: 'erp.invoices',
      field: 'status',
      states: [{ in: ['draft'], ...draft }],
      otherwise,
    });
    // @ts-expect-error -- erp does not map status
    const authority = defineAuthority(invoices, [ninja, erp], { ...table, gross });
    expect(mistakesOf(authority)).toEqual([
      'collection invoices, field gross: its state is status of stream erp.invoices, which does not show it; map it in or both',
    ]);
  });

  it('depends on no value that the state cannot have', () => {
    const gross = byState({
      stream: 'ninja.invoices',
      field: 'status',
      states: [{ in: ['drafft'], ...draft }],
      otherwise,
    });
    // @ts-expect-error -- no status is called drafft
    const authority = defineAuthority(invoices, [ninja, erp], { ...table, gross });
    expect(mistakesOf(authority)).toEqual([
      'collection invoices, field gross: its state status of stream ninja.invoices: "drafft" is no value of it: "drafft" is none of "draft", "sent"',
    ]);
  });

  it('hands no state to a stream that does not show the field', () => {
    const gross = byState({
      stream: 'ninja.invoices',
      field: 'status',
      states: [{ in: ['draft'], authority: byStream('erp.invoices') }],
      otherwise,
    });
    // @ts-expect-error -- gross is only written to erp
    const authority = defineAuthority(invoices, [ninja, erp], { ...table, gross });
    expect(mistakesOf(authority)).toHaveLength(1);
  });
});

describe('a mapping', () => {
  it('maps no column that the collection does not have', () => {
    const mapping = defineMapping(invoices, {
      ...only,
      remoteFields: ['number'],
      // @ts-expect-error -- the column is called number
      fields: { nummer: { remote: 'number', codec: text(), direction: 'both' } },
    });
    const authority = { collection: invoices, mappings: [mapping], authority: { nummer: byHub() } };
    expect(mistakesOf(authority)).toEqual([
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
    expect(mistakesOf(defineAuthority(invoices, [mapping], { number: byHub() }))).toEqual([
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
    expect(mistakesOf(defineAuthority(invoices, [mapping], { gross: byHub() }))).toEqual([
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
    expect(mistakesOf(defineAuthority(invoices, [mapping], { status: byHub() }))).toEqual([
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
    expect(mistakesOf(defineAuthority(invoices, [mapping], { replaces: byHub() }))).toEqual([
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
    expect(mistakesOf(defineAuthority(invoices, [mapping], { number: byHub() }))).toHaveLength(1);
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
