import { describe, expect, it } from 'vitest';
import { checkExpectations } from './check-expectations.ts';
import { compareSides } from './compare-sides.ts';
import type { Sides } from './read-sides.ts';

const invoice = {
  id: 'i1',
  client_id: 'c1',
  number: '1',
  date: '2026-01-02',
  due_date: '',
  po_number: '',
  amount: 108.1,
  total_taxes: 8.1,
  paid_to_date: 0,
  balance: 108.1,
  status_id: '2',
  is_deleted: false,
  line_items: [{ quantity: 1, cost: 100, line_total: 100 }],
};
const item = {
  id: 'h2',
  invoice_ninja_id: 'i1',
  company: 'h1',
  number: '1',
  date: '2026-01-02',
  due_date: null,
  po_number: null,
  gross: '108.1000',
  tax: '8.1000',
  paid: '0.0000',
  balance: '108.1000',
  status: 'sent',
  archived: false,
  lines: [{ quantity: '1', unit_price: '100', line_total: '100' }],
};
const client = { id: 'c1', name: 'Müller AG', is_deleted: false, contacts: [{ id: 'k1', email: 'a@b.ch' }] };
const company = { id: 'h1', invoice_ninja_id: 'c1', name: 'Müller AG', archived: false };
const person = { id: 'h3', invoice_ninja_id: 'k1', email: 'a@b.ch', archived: false };

type Hub = Partial<Sides['hub']>;
type Ninja = Partial<Sides['ninja']>;

const sides = (hub: Hub = {}, ninja: Ninja = {}): Sides => ({
  currencies: new Map(),
  companyCurrency: 'CHF',
  hub: {
    companies: [company],
    people: [person],
    products: [],
    client_invoices: [item],
    payments: [],
    expenses: [],
    ...hub,
  },
  ninja: { clients: [client], invoices: [invoice], payments: [], products: [], expenses: [], ...ninja },
});

describe('the checker', () => {
  it('finds nothing where both sides say the same', () => {
    expect(compareSides(sides())).toEqual([]);
  });

  it.each([
    ['100 times the amount', { ...item, gross: '10810.0000' }],
    ['a cent less', { ...item, balance: '108.0900' }],
    ['another state', { ...item, status: 'paid' }],
    ['another company', { ...item, company: 'h9' }],
    ['a lost line', { ...item, lines: [] }],
    ['another date', { ...item, date: '2026-01-03' }],
  ])('sees %s', (_, changed) => {
    expect(compareSides(sides({ client_invoices: [changed] }))).not.toEqual([]);
  });

  it('sees what is lost, doubled, live against a delete, or in the hub alone', () => {
    expect(compareSides(sides({ client_invoices: [] }))).toEqual([expect.stringContaining('not in the hub')]);
    expect(compareSides(sides({ companies: [company, { ...company, id: 'h4' }] }))).toContainEqual(
      expect.stringContaining('2 items'),
    );
    expect(compareSides(sides({}, { invoices: [{ ...invoice, is_deleted: true }] }))).toContainEqual(
      expect.stringContaining('live in the hub'),
    );
    const alone = { ...company, id: 'h5', invoice_ninja_id: null };
    expect(compareSides(sides({ companies: [company, alone] }))).toEqual([expect.stringContaining('alone')]);
  });

  it('accepts what is deleted in Invoice Ninja and archived in the hub, or never came there', () => {
    const deleted = { ...invoice, is_deleted: true };
    expect(
      compareSides(sides({ client_invoices: [{ ...item, archived: true }] }, { invoices: [deleted] })),
    ).toEqual([]);
    expect(compareSides(sides({ client_invoices: [] }, { invoices: [deleted] }))).toEqual([]);
  });

  it('accepts that what belongs to a deleted client never came there, and compares it where it did', () => {
    const clients = [{ ...client, is_deleted: true }];
    const gone = { companies: [], people: [] };
    expect(compareSides(sides({ ...gone, client_invoices: [] }, { clients }))).toEqual([]);
    const wrong = { ...item, gross: '10810.0000' };
    expect(compareSides(sides({ ...gone, client_invoices: [wrong] }, { clients }))).not.toEqual([]);
    const others = [...clients, { ...client, id: 'c2', contacts: [] }];
    const ofAnother = { ...invoice, client_id: 'c2' };
    expect(
      compareSides(sides({ ...gone, client_invoices: [] }, { clients: others, invoices: [ofAnother] })),
    ).toContainEqual(expect.stringContaining('client_invoices i1: not in the hub'));
  });

  it('refuses to take an unknown amount for zero', () => {
    expect(() => compareSides(sides({ client_invoices: [{ ...item, paid: null }] }))).toThrow(
      /expected an amount/,
    );
  });

  it('counts what people did on both sides', () => {
    const made = { kind: 'company', value: 'Müller AG', fields: ['name', 'name'] } as const;
    expect(checkExpectations(sides(), [made])).toEqual([]);
    expect(checkExpectations(sides({ companies: [] }), [made])).toHaveLength(1);
    expect(checkExpectations(sides({}, { clients: [client, client] }), [made])).toHaveLength(1);
  });
});
