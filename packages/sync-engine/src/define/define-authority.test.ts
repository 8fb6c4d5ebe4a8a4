import { describe, expect, it } from 'vitest';
import { erp, invoices, ninja, table } from '../testing/sample-definitions.ts';
import { mistakesOf } from '../testing/sample-model.ts';
import { byHub, byState, byStream, either, shared } from './authority-rules.ts';
import { defineAuthority } from './define-authority.ts';
import { defineCollection } from './define-collection.ts';
import { defineModel } from './define-model.ts';

// Each case is a mistake that the compiler must refuse where the comment stands, and that `defineModel` must
// refuse as well: types are only stripped when the worker runs.

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
    expect(mistakesOf([authority])).toEqual([
      'collection invoices, field gross: it is mapped, but nobody decides it; add it to the authority',
    ]);
  });

  it('decides no field that nothing maps', () => {
    const authority = defineAuthority(invoices, [ninja, erp], {
      ...table,
      // @ts-expect-error -- nothing maps tags
      tags: byHub(),
    });
    expect(mistakesOf([authority])).toEqual([
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
    expect(mistakesOf([authority])).toEqual([
      'collection invoices, field muted: stream erp.invoices decides it, but does not map it; map it, or name another',
    ]);
  });

  it('names no stream that the field is only written to', () => {
    const authority = defineAuthority(invoices, [ninja, erp], {
      ...table,
      // @ts-expect-error -- gross is only written to erp
      gross: byStream('erp.invoices'),
    });
    expect(mistakesOf([authority])).toEqual([
      'collection invoices, field gross: stream erp.invoices decides it, but it is only written there; map it both, or name another',
    ]);
  });

  it('prefers no stream that the field is only written to', () => {
    const authority = defineAuthority(invoices, [ninja, erp], {
      ...table,
      // @ts-expect-error -- gross is only written to erp
      gross: shared({ prefer: 'erp.invoices' }),
    });
    expect(mistakesOf([authority])).toHaveLength(1);
  });

  it('leaves a field that a stream only reads to that stream', () => {
    const authority = defineAuthority(invoices, [ninja, erp], {
      ...table,
      // @ts-expect-error -- an edit in ninja could never be undone there
      status: byHub(),
    });
    expect(mistakesOf([authority])).toEqual([
      "collection invoices, field status: stream ninja.invoices only reads it and could never be corrected; decide by byStream('ninja.invoices'), or map it both",
    ]);
  });

  it('lets no other value win than one of the column', () => {
    const authority = defineAuthority(invoices, [ninja, erp], {
      ...table,
      // @ts-expect-error -- muted is true or false
      muted: either({ wins: 'yes' }),
    });
    expect(mistakesOf([authority])).toEqual([
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
    expect(mistakesOf([defineAuthority(invoices, [ninja, erp], { ...table, gross })])).toEqual([]);
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
    expect(mistakesOf([authority])).toEqual([
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
    expect(mistakesOf([authority])).toEqual([
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
    expect(mistakesOf([authority])).toHaveLength(1);
  });
});

it('an authority has no mapping of another collection', () => {
  const quotes = defineCollection({ ...invoices, name: 'quotes', owner: null });
  // @ts-expect-error -- ninja maps invoices
  const authority = defineAuthority(quotes, [ninja, erp], { ...table });
  expect(mistakesOf([authority])).toContain(
    'collection quotes, stream ninja.invoices: it is a mapping of invoices; give it to the authority of that collection',
  );
});
