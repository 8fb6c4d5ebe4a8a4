import type { Item } from '../stage/hub-api.ts';
import type { Expectation } from '../people/act.ts';
import { property, type Sides } from './read-sides.ts';

const places = {
  company: ['companies', 'clients'],
  contact: ['people', 'clients'],
  expense: ['expenses', 'expenses'],
  product: ['products', 'products'],
  payment: ['payments', 'payments'],
} as const;

/** What people did that is not on both sides exactly once, one line each. */
export function checkExpectations(sides: Sides, expectations: readonly Expectation[]): string[] {
  return expectations.flatMap(({ kind, value, fields: [hubField, ninjaField] }) => {
    const [collection, entity] = places[kind];
    const inHub = count(sides.hub[collection], hubField, value);
    const rows = kind === 'contact' ? sides.ninja.clients.flatMap(contacts) : sides.ninja[entity];
    const inNinja = count(rows, ninjaField, value);
    return inHub === 1 && inNinja === 1
      ? []
      : [`${kind} "${value}": ${inHub} times in the hub, ${inNinja} times in Invoice Ninja`];
  });
}

const count = (rows: readonly Item[], field: string, value: string): number =>
  rows.filter((row) => row[field] === value).length;

function contacts(client: Item): readonly Item[] {
  const list = property(client, 'contacts');
  return Array.isArray(list) ? list : [];
}
