import { describe, expect, it } from 'vitest';
import type { Codec } from '../codec.ts';
import { boolean, choice, decimal, integer, listOf, reference, text, textSet } from '../codecs/index.ts';
import type { Authority } from '../model.ts';
import {
  companyModel,
  erpPeople,
  mistakesOf,
  parent,
  peopleModel,
  value,
  withColumn,
  withField,
} from '../testing/sample-model.ts';
import { byHub, byState, either } from './authority-rules.ts';
import type { AuthorityDefinition } from './define-authority.ts';
import type { ColumnDefinition } from './define-collection.ts';
import { defineModel } from './define-model.ts';

// Laws that no type can tell, and mistakes that get past the types: the sample model has none of its own.

const lines = listOf({ price: decimal({ precision: 24, scale: 8 }) });

describe('a model', () => {
  it('may have records, parts, commands and constants', () => {
    expect(mistakesOf([companyModel(), peopleModel()])).toEqual([]);
  });

  it('is refused with every mistake at once', () => {
    const broken = companyModel({ collection: { longestRequest: 0 }, mapping: { constants: {} } });
    expect(() => defineModel([broken])).toThrow(
      [
        'the model has 2 mistakes:',
        '- collection companies: longestRequest must be a number of milliseconds above 0',
        '- collection companies, stream ninja.clients, field owner: records have no owner; map it, or give it in constants',
      ].join('\n'),
    );
  });
});

type Case = readonly [what: string, definitions: readonly AuthorityDefinition[], mistake: string];

describe('a collection is refused', () => {
  it.each<Case>([
    [
      'that is defined twice',
      [companyModel(), { ...companyModel(), mappings: [], authority: {} }],
      'companies is defined twice',
    ],
    [
      'whose owner is no column',
      [companyModel({ collection: { owner: 'region' } })],
      'owner region is no column',
    ],
    ['whose listing looks ahead', [companyModel({ collection: { overlap: -1 } })], 'overlap must be'],
    [
      'whose writes never end',
      [companyModel({ collection: { longestRequest: Infinity } })],
      'longestRequest',
    ],
    [
      'whose set is compared as a whole',
      [withColumn({ kind: 'value', codec: plain(textSet()) })],
      "field extra: textSet needs a column of kind 'set', not 'value'",
    ],
    [
      'whose set has the codec of a text',
      // @ts-expect-error -- it must not compile either
      [withColumn({ kind: 'set', codec: text() })],
      'field extra: a set needs a codec of a set, e.g. textSet(), not text',
    ],
    [
      'whose reference has the codec of a text',
      // @ts-expect-error -- it must not compile either
      [withColumn({ kind: 'reference', codec: text(), to: 'companies' })],
      'field extra: a reference needs the codec reference(), not text',
    ],
    [
      'whose reference names no collection',
      // @ts-expect-error -- it must not compile either
      [withColumn({ kind: 'reference', codec: reference() })],
      'field extra: it refers to no collection: say which in to',
    ],
    [
      'whose reference names a collection that is not there',
      [withColumn({ kind: 'reference', codec: reference(), to: 'firms' })],
      'field extra: it refers to collection firms, which is not in the model',
    ],
    [
      'whose text refers',
      // @ts-expect-error -- it must not compile either
      [withColumn({ kind: 'value', codec: text(), to: 'companies' })],
      'field extra: only a reference has to (companies)',
    ],
    [
      'whose column is of no kind',
      // @ts-expect-error -- it must not compile either
      [withColumn({ kind: 'list', codec: text() })],
      "field extra: its kind is 'list'",
    ],
  ])('%s', (_what, definitions, mistake) => {
    expect(mistakesOf(definitions)).toEqual([expect.stringContaining(mistake)]);
  });
});

describe('a line of a mapping is refused', () => {
  it.each<Case>([
    [
      'that goes in another direction than there are',
      // @ts-expect-error -- it must not compile either
      [withField(value, { direction: 'inout' })],
      "its direction is 'inout'",
    ],
    [
      'whose codec does not say its type',
      [withField(value, { codec: untold() })],
      'gives values of no named type',
    ],
    [
      'whose list has other keys',
      [withField({ kind: 'value', codec: lines }, { codec: listOf({ cost: boolean() }) })],
      'the lists differ in their keys (cost: boolean, price: decimal)',
    ],
    [
      'whose list counts otherwise under the same key',
      [withField({ kind: 'value', codec: lines }, { codec: listOf({ price: integer() }) })],
      'the lists differ in their keys (price: integer, price: decimal)',
    ],
    [
      'that refers to a stream that is not there',
      [withField(parent, { refers: 'ninja.firms' })],
      'it refers to stream ninja.firms, which is not in the model',
    ],
    [
      'that refers to a stream of another collection',
      [withField(parent, { refers: 'erp.people' }), erpPeople],
      'it refers to stream erp.people, which is not mapped to companies',
    ],
    [
      'that writes a remote field that another column writes',
      [withField(value, { remote: 'name', direction: 'out' })],
      'field extra: name writes the remote field name too',
    ],
  ])('%s', (_what, definitions, mistake) => {
    expect(mistakesOf(definitions)).toEqual([expect.stringContaining(mistake)]);
  });

  it('may write to a stream that knows more states than it shows', () => {
    const states: ColumnDefinition = { kind: 'value', codec: choice(['on', 'off']) };
    expect(
      mistakesOf([withField(states, { codec: choice(['on', 'off', 'auto']), direction: 'out' })]),
    ).toEqual([]);
  });
});

describe('an authority is refused', () => {
  it.each<Case>([
    [
      'that nobody knows',
      // @ts-expect-error -- it must not compile either
      [companyModel({ authority: { name: { kind: 'newest' } } })],
      "field name: an authority of the kind 'newest' is not known",
    ],
    [
      'that decides one state twice',
      [withField(value, {}, stateRule(['draft'], ['draft']))],
      'the state "draft" has two authorities',
    ],
    [
      'that leaves a field that is only read to somebody else in one state',
      [
        companyModel({
          authority: { state: stateRule() },
          mapping: { commands: [] },
        }),
      ],
      'stream ninja.clients only reads it and could never be corrected',
    ],
    ['that lets nothing win', [withField(value, {}, either({ wins: null }))], 'the winning value is null'],
  ])('%s', (_what, definitions, mistake) => {
    expect(mistakesOf(definitions)).toEqual([expect.stringContaining(mistake)]);
  });
});

function untold(): Codec {
  const { type: _, ...codec } = text();
  return codec;
}

function stateRule(...listed: readonly (readonly string[])[]): Authority {
  const rules = listed.map((one) => ({ in: one, authority: byHub() }));
  return byState({ stream: 'ninja.clients', field: 'state', states: rules, otherwise: byHub() });
}

/** Forgets at compile time what a codec says of itself. */
function plain(codec: Codec): Codec {
  return codec;
}
