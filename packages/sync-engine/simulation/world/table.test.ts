import { beforeEach, describe, expect, it } from 'vitest';
import { createTable, type Table } from './table.ts';

let time = 0;
let revision = 0;
let told: string[] = [];
let table: Table;

beforeEach(() => {
  [time, revision, told] = [1_000, 0, []];
  table = createTable('b.contacts', {
    now: () => time,
    nextRevision: () => ++revision,
    stamp: () => time - 1,
    onChange: (name, id) => told.push(`${name}/${id}`),
  });
});

const row = (id: string, name: string) =>
  ({ id, thing: 'thing-1', live: true, key: null, fields: { name }, parts: {}, by: 'person' }) as const;

describe('a table', () => {
  it('keeps earlier states of a record, for a replica that lags', () => {
    table.insert(row('1', 'old'));
    time = 2_000;
    table.change('1', { fields: { name: 'new' } }, 'person');
    expect(table.rows().map(({ fields }) => fields['name'])).toEqual(['new']);
    expect(table.rowsAsOf(1_500).map(({ fields }) => fields['name'])).toEqual(['old']);
    expect(table.rowsAsOf(500)).toEqual([]);
  });

  it('shows a lagging replica what has been deleted since', () => {
    table.insert(row('1', 'old'));
    time = 2_000;
    table.drop('1');
    expect(table.rows()).toEqual([]);
    expect(table.rowsAsOf(1_500)).toHaveLength(1);
    expect(table.rowsAsOf(2_000)).toEqual([]);
  });

  it('stamps each change and tells of it, but not of a silent one', () => {
    table.insert(row('1', 'old'));
    table.change('1', { live: false }, 'engine');
    time = 3_000;
    const silent = table.changeSilently('1', { fields: { name: 'followed' } });
    expect(silent).toMatchObject({ modified: 999, committed: 3_000, revision: 3, live: false });
    expect(told).toEqual(['b.contacts/1', 'b.contacts/1']);
  });

  it('lets a moved id answer with another, until somebody is given it again', () => {
    table.insert(row('1', 'one'));
    table.rename('1', '2');
    expect([table.get('1'), table.movedTo('1'), table.get('2')?.fields['name']]).toEqual([
      undefined,
      '2',
      'one',
    ]);
    table.insert(row('1', 'another'));
    expect(table.movedTo('1')).toBeUndefined();
  });

  it('no longer answers for a merged record once its winner is deleted', () => {
    table.insert(row('1', 'loser of a loser'));
    table.insert(row('2', 'loser'));
    table.insert(row('3', 'winner'));
    table.drop('1', '2');
    table.drop('2', '3');
    table.drop('3');
    expect(['1', '2'].map((id) => table.movedTo(id))).toEqual([undefined, undefined]);
    expect(table.freeIds()).toEqual(['3']);
  });

  it('knows which ids are free, and what last stood there', () => {
    table.insert(row('1', 'one'));
    table.insert(row('2', 'two'));
    table.drop('1');
    table.drop('2', '1');
    expect(table.freeIds()).toEqual(['1']);
    expect(table.lastKnown('1')?.fields['name']).toBe('one');
  });

  it('goes back to a backup, with its stamps', () => {
    table.insert(row('1', 'old'));
    const backup = table.backup();
    time = 2_000;
    table.change('1', { fields: { name: 'new' } }, 'person');
    table.insert(row('2', 'younger'));
    table.restore(backup);
    expect(table.rows().map(({ id, fields, modified }) => [id, fields['name'], modified])).toEqual([
      ['1', 'old', 999],
    ]);
  });

  it('refuses a second record under one id', () => {
    table.insert(row('1', 'one'));
    expect(() => table.insert(row('1', 'two'))).toThrow('has a row 1 already');
  });
});
