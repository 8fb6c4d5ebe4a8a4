import { describe, expect, it } from 'vitest';
import { converted, type Codec } from '../codec.ts';
import { decimal, reference, text, textSet } from '../codecs/index.ts';
import type { FieldMapping } from '../model.ts';
import { inHubTerms, inRemoteTerms, referenceId, sameValue, type FieldPair } from './same-value.ts';
import { buildReferences, noReferences } from './testing/build-input.ts';

const value = (hub: Codec, remote: Codec): FieldPair => ({
  column: { kind: 'value', codec: hub },
  mapping: { remote: 'there', codec: remote, direction: 'both' },
});

describe('a hub value and a stream’s value', () => {
  it('are the same if they are equal', () => {
    expect(sameValue(value(text(), text()), 'ann', 'ann', noReferences)).toBe(true);
    expect(sameValue(value(text(), text()), 'ann', 'bob', noReferences)).toBe(false);
  });

  it('are the same if both are empty, and not if one is', () => {
    const pair = value(text(), text());
    expect(sameValue(pair, null, '', noReferences)).toBe(true);
    expect(sameValue(pair, null, 'ann', noReferences)).toBe(false);
    expect(sameValue(pair, 'ann', null, noReferences)).toBe(false);
  });

  it('are the same if the stream shows its normal form of the hub’s', () => {
    const pair = value(text(), text({ lowerCase: true }));
    expect(sameValue(pair, 'Ann', 'ann', noReferences)).toBe(true);
    expect(sameValue(pair, 'ann', 'Ann', noReferences)).toBe(false);
  });

  it('are the same if the hub shows its normal form of the stream’s', () => {
    expect(sameValue(value(text({ trim: true }), text()), 'ann', ' ann ', noReferences)).toBe(true);
  });

  it('differ if the stream cannot hold the hub’s value', () => {
    const pair = value(decimal({ precision: 24, scale: 8 }), decimal({ precision: 10, scale: 2 }));
    expect(sameValue(pair, '1.005', '1', noReferences)).toBe(false);
  });

  it('never take zero for unknown', () => {
    const pair = value(decimal({ precision: 10, scale: 2 }), decimal({ precision: 10, scale: 2 }));
    expect(sameValue(pair, null, '0', noReferences)).toBe(false);
    expect(sameValue(pair, '0', null, noReferences)).toBe(false);
  });

  it('are the same set in any order, also through codecs that keep the order', () => {
    const asIs: Codec = { name: 'as is', decode: converted, encode: converted };
    const pair: FieldPair = {
      column: { kind: 'set', codec: asIs },
      mapping: { remote: 'there', codec: textSet({ lowerCase: true }), direction: 'both' },
    };
    expect(sameValue(pair, ['b', 'a'], ['a', 'b'], noReferences)).toBe(true);
    expect(sameValue(pair, ['B', 'A'], ['b', 'a'], noReferences)).toBe(true);
    expect(sameValue(pair, ['a', 'b'], ['a'], noReferences)).toBe(false);
  });
});

describe('a reference', () => {
  const mapping: FieldMapping = {
    remote: 'there',
    codec: reference(),
    direction: 'both',
    refers: 'a.people',
  };
  const pair: FieldPair = { column: { kind: 'reference', codec: reference(), to: 'people' }, mapping };
  const references = buildReferences([{ stream: 'a.people', remoteId: '17', item: 'p1' }]);

  it('is the same if the records are linked', () => {
    expect(sameValue(pair, 'p1', '17', references)).toBe(true);
    expect(sameValue(pair, 'p1', '18', references)).toBe(false);
  });

  it('is the same if the records were linked when one was deleted', () => {
    const dead = buildReferences([{ stream: 'a.people', remoteId: '17', item: 'p1', live: false }]);
    expect(sameValue(pair, 'p1', '17', dead)).toBe(true);
    expect(inRemoteTerms(pair, 'p1', dead)).toBeUndefined();
  });

  it('is not the same for having the same id on both sides', () => {
    expect(sameValue(pair, 'x', 'x', references)).toBe(false);
  });

  it('is translated through links, and unknown without one', () => {
    expect([inHubTerms(pair, '17', references), inHubTerms(pair, '99', references)]).toEqual([
      'p1',
      undefined,
    ]);
    expect([inRemoteTerms(pair, 'p1', references), inRemoteTerms(pair, 'p9', references)]).toEqual([
      '17',
      undefined,
    ]);
  });

  it('is empty on both sides', () => {
    expect([inHubTerms(pair, null, references), inRemoteTerms(pair, null, references)]).toEqual([null, null]);
    expect(sameValue(pair, null, null, references)).toBe(true);
    expect(sameValue(pair, null, '17', references)).toBe(false);
    expect(sameValue(pair, 'p1', null, references)).toBe(false);
  });

  it('is unknown where the mapping does not say to what it refers', () => {
    const { refers: _left, ...rest } = mapping;
    const vague: FieldPair = { ...pair, mapping: rest };
    expect(inHubTerms(vague, '17', references)).toBeUndefined();
    expect(inRemoteTerms(vague, 'p1', references)).toBeUndefined();
  });

  it('has its id as text', () => {
    expect([referenceId('p1'), referenceId(17)]).toEqual(['p1', '17']);
  });
});
