import { describe, expect, it } from 'vitest';
import { finding, type FindingKind, type Halves } from '../../src/index.ts';
import { agreement } from './agreement.ts';
import { evidenceOf, linkTo, model, place, record, type History } from './history.ts';

const both = (value: string): Halves => ({ hub: value, remote: value });

const pair = (hub: string, remote: string, base: Record<string, Halves>, more: History = {}): History => ({
  links: { x: [linkTo('a.clients', 'r', base)] },
  records: [
    record(place('hub', 'x'), 'thing-1', { name: hub }),
    record(place('a.clients', 'r'), 'thing-1', { name: remote }),
  ],
  ...more,
});

const about = (kind: FindingKind, field: string | null) =>
  finding({
    kind,
    item: { collection: 'clients', id: 'x' },
    side: 'hub',
    field,
    lost: null,
    message: '',
  });

const messages = (history: History): readonly string[] =>
  agreement(evidenceOf(history)).map(({ message }) => message);

const sets = (remote: readonly string[]): History => ({
  links: { x: [linkTo('a.clients', 'r', { tags: { hub: ['1', '2'], remote } })] },
  records: [
    record(place('hub', 'x'), 'thing-1', { tags: ['1', '2'] }),
    record(place('a.clients', 'r'), 'thing-1', { tags: remote }),
  ],
});

const differs = (kind: FindingKind, field: string | null, more: History = {}): History =>
  pair('B', 'A', { name: both('A') }, { findings: [about(kind, field)], ...more });

describe('agreement', () => {
  it('holds where both sides show their halves and these are equal', () => {
    expect(messages(pair('A', 'A', { name: both('A') }))).toEqual([]);
  });

  it('is broken where a side shows another value than its half', () => {
    expect(messages(pair('B', 'A', { name: both('A') }))).toEqual([expect.stringContaining('but halves')]);
    expect(messages(pair('A', 'B', { name: both('A') }))).toEqual([expect.stringContaining('but halves')]);
  });

  it('accepts a difference that nobody decides: the delete guard holds back the delete of who would', () => {
    const decided = (stream: string): History => ({
      ...differs('delete_guard', null),
      model: model({ name: { kind: 'stream', stream } }),
    });
    expect(messages(decided('hub'))).toEqual([]);
    expect(messages(decided('a.clients'))).toHaveLength(1);
  });

  it('is broken where the halves were never equal', () => {
    expect(messages(pair('A', 'B', { name: { hub: 'A', remote: 'B' } }))).toEqual([
      expect.stringContaining('not equivalent'),
    ]);
  });

  it('holds where one half is a normal form of the other', () => {
    const steps = [{ kind: 'normalised', field: 'name', from: 'A ', to: 'A' }] as const;
    expect(messages(pair('A ', 'A', { name: { hub: 'A ', remote: 'A' } }, { steps }))).toEqual([]);
  });

  it('is broken where a value has no base', () => {
    expect(messages(pair('A', 'A', {}))).toEqual([expect.stringContaining('never agreed')]);
  });

  it('compares sets without their order, and members exactly', () => {
    expect(messages(sets(['2', '1']))).toEqual([]);
    expect(messages(sets(['1']))).toEqual([expect.stringContaining('not equivalent')]);
  });

  it('accepts a difference that an open finding names, for this field and for this reason', () => {
    expect(messages(differs('does_not_stick', 'name'))).toEqual([]);
    expect(messages(differs('write_refused', null))).toEqual([]);
    expect(messages(differs('does_not_stick', 'tags'))).toHaveLength(1);
    expect(messages(differs('value_refused', null))).toHaveLength(1);
    expect(messages(differs('conflict', 'name'))).toHaveLength(1);
    expect(messages(differs('conflict', 'name', { model: model({ name: { kind: 'manual' } }) }))).toEqual([]);
  });

  it('accepts a difference while the delete of the record that decides the field is not believed', () => {
    const held = { ...about('delete_guard', null), side: 'b.clients' };
    const decidedBy = (stream: string): History => ({
      findings: [held],
      model: model({ name: { kind: 'stream', stream } }),
    });
    const differing = pair('B', 'A', { name: both('A') });
    expect(messages({ ...differing, ...decidedBy('b.clients') })).toEqual([]);
    expect(messages({ ...differing, ...decidedBy('a.clients') })).toHaveLength(1);
    expect(messages({ ...differing, findings: [held] })).toHaveLength(1);
  });
});
