import { describe, expect, it } from 'vitest';
import { finding } from '../../src/index.ts';
import { completeness } from './completeness.ts';
import { evidenceOf, linkTo, mapping, model, place, record, type History } from './history.ts';

const [x, r] = [place('hub', 'x'), place('a.clients', 'r')];
const one = model({}, [mapping('a.clients')]);

const messages = (history: History): readonly string[] =>
  completeness(evidenceOf({ model: one, ...history })).map(({ message }) => message);

describe('completeness', () => {
  it('accepts linked records, refuses those that never arrived', () => {
    const records = [record(x, 'thing-1', {}), record(r, 'thing-1', {})];
    expect(messages({ records, links: { x: [linkTo('a.clients', 'r')] } })).toEqual([]);
    expect(messages({ records })).toEqual([
      'clients/x never reached a.clients',
      'a.clients r never reached the hub',
    ]);
  });

  it('does not take the link of the record that had this id before', () => {
    const link = { ...linkTo('a.clients', 'r'), createdAt: '2025' };
    const records = [record(r, 'thing-1', {}, { createdAt: '2026' })];
    expect(messages({ records, links: { x: [link] } })).toHaveLength(1);
  });

  it('lets a record wait for its id while the delete guard holds back the delete of who had it before', () => {
    const links = { x: [{ ...linkTo('a.clients', 'r'), createdAt: '2025' }] };
    const records = [record(r, 'thing-2', {}, { createdAt: '2026' })];
    const held = (side: string) =>
      finding({
        kind: 'delete_guard',
        item: { collection: 'clients', id: 'x' },
        side,
        field: null,
        lost: undefined,
        message: '',
      });
    expect(messages({ records, links, findings: [held('a.clients')] })).toEqual([]);
    expect(messages({ records, links, findings: [held('b.clients')] })).toHaveLength(1);
    expect(messages({ records, links })).toHaveLength(1);
  });

  it('accepts what a finding names', () => {
    const about = { kind: 'ambiguous_match', field: null, lost: 'r', message: '' } as const;
    const findings = [finding({ ...about, item: null, side: 'a.clients' })];
    expect(messages({ records: [record(r, 'thing-1', {})], findings })).toEqual([]);
    const others = [finding({ ...about, item: null, side: 'b.clients' })];
    expect(messages({ records: [record(r, 'thing-1', {})], findings: others })).toHaveLength(1);
  });

  it('asks for no more than the mapping does', () => {
    const passive = model({}, [mapping('a.clients', { createInHub: false, createInStream: false })]);
    expect(
      messages({ model: passive, records: [record(x, 'thing-1', {}), record(r, 'thing-2', {})] }),
    ).toEqual([]);
    const some = model({}, [mapping('a.clients', { createInStream: { when: { status: ['sent'] } } })]);
    expect(messages({ model: some, records: [record(x, 'thing-1', { status: 'draft' })] })).toEqual([]);
    expect(messages({ model: some, records: [record(x, 'thing-1', { status: 'sent' })] })).toHaveLength(1);
    const ours = model({}, [mapping('a.clients')], { 'a.clients': { status: 'client' } });
    expect(messages({ model: ours, records: [record(x, 'thing-1', { status: 'supplier' })] })).toEqual([]);
    expect(messages({ model: ours, records: [record(x, 'thing-1', { status: 'client' })] })).toHaveLength(1);
  });

  it('accepts an item whose reference cannot be told to the stream', () => {
    const records = [record(x, 'thing-1', { owner: 'y' })];
    expect(messages({ records })).toEqual([]);
    expect(messages({ records, links: { y: [linkTo('a.clients', 's')] } })).toHaveLength(1);
  });
});
