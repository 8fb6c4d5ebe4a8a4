import { describe, expect, it } from 'vitest';
import { finding } from '../../src/index.ts';
import { evidenceOf, linkTo, mapping, model, place, record, type History } from './history.ts';
import { equalMoney, plain } from './money.ts';

const fields = { ...mapping('a.clients').fields };
const { name } = fields;
if (name === undefined) throw new Error('the model has no field name');
const withAmount = model({}, [mapping('a.clients', { fields: { ...fields, amount: name } })]);

const messages = (hub: string | null, remote: string | null, more: History = {}): readonly string[] =>
  equalMoney(
    evidenceOf({
      model: withAmount,
      links: { x: [linkTo('a.clients', 'r')] },
      records: [
        record(place('hub', 'x'), 'thing-1', { amount: hub }),
        record(place('a.clients', 'r'), 'thing-1', { amount: remote }),
      ],
      ...more,
    }),
  ).map(({ message }) => message);

describe('equal money', () => {
  it('accepts the same amount with other zeros, refuses every other', () => {
    expect(messages('10.50', '10.5')).toEqual([]);
    expect(messages('10.50', '1050')).toHaveLength(1);
    expect(messages('10.50', '-10.50')).toHaveLength(1);
    expect(messages('10.50', '10.51')).toHaveLength(1);
  });

  it('does not take unknown for zero', () => {
    expect(messages(null, '0')).toHaveLength(1);
    expect(messages(null, null)).toEqual([]);
  });

  it('accepts a difference that an open finding names', () => {
    const refused = finding({
      kind: 'value_refused',
      item: { collection: 'clients', id: 'x' },
      side: 'a.clients',
      field: 'amount',
      lost: '1',
      message: '',
    });
    expect(messages('10', '11', { findings: [refused] })).toEqual([]);
  });

  it.each([
    ['10.00', '10'],
    ['100', '100'],
    ['-0.00', '0'],
    ['007.10', '7.1'],
    ['0', '0'],
    ['.5', 'not a decimal: .5'],
  ])('reads %s as %s', (amount, expected) => {
    expect(plain(amount)).toBe(expected);
  });
});
