import { expect, it } from 'vitest';
import { wantedIndexes } from './wanted-indexes.ts';

const statements = wantedIndexes().map(({ sql }) => sql);

it('wants what the sweep reads by, and references, to be indexed', () => {
  expect(statements).toEqual(
    expect.arrayContaining([
      'create index concurrently if not exists "companies_date_updated" on "companies" ("date_updated")',
      'create index concurrently if not exists "people_company" on "people" ("company")',
    ]),
  );
});

it('wants live invoice numbers to be unique per owner company, under the names of the user', () => {
  const names = { client_invoices: { collection: 'factures', fields: { number: 'numero' } } };
  expect(
    wantedIndexes({ names }).find(({ collection, isUnique }) => isUnique && collection === 'factures'),
  ).toEqual({
    collection: 'factures',
    fields: ['owner_company', 'numero'],
    isUnique: true,
    sql:
      'create unique index concurrently if not exists "factures_owner_company_numero_live" ' +
      'on "factures" ("owner_company", "numero") where "archived" is not true',
  });
});

it('gives each index a name of its own that PostgreSQL does not cut, however long the names are', () => {
  const names = { client_invoices: 'i'.repeat(63) };
  const sql = wantedIndexes({ names }).map((index) => /exists "(\w+)"/.exec(index.sql)?.[1] ?? '');
  expect(new Set(sql).size).toBe(sql.length);
  expect(Math.max(...sql.map((name) => name.length))).toBe(63);
});
