import type { SideName } from '../../src/index.ts';

export const hubCollections = ['companies', 'people', 'invoices'] as const;
/** Parents before children. */
export const streams = ['a.clients', 'b.customers', 'b.contacts', 'a.invoices', 'b.entries'] as const;

export type HubCollection = (typeof hubCollections)[number];
export type StreamName = (typeof streams)[number];
export type TableName = HubCollection | StreamName;

export const tableNames: readonly TableName[] = [...hubCollections, ...streams];

const collections: Readonly<Record<TableName, HubCollection>> = {
  companies: 'companies',
  people: 'people',
  invoices: 'invoices',
  'a.clients': 'companies',
  'a.invoices': 'invoices',
  'b.customers': 'companies',
  'b.contacts': 'people',
  'b.entries': 'invoices',
};

/** The collection that a part of a table's rows belongs to. */
export const collectionOf = (table: TableName, part: string): HubCollection =>
  part.startsWith('contact:') ? 'people' : collections[table];

export const isHub = (table: TableName): table is HubCollection => !table.includes('.');

export const sideOf = (table: TableName): SideName => (isHub(table) ? 'hub' : table);

/** What a delete leaves: an archived hub item can be read and restored; people may also delete it for good. */
export const deletes: Readonly<Record<TableName, 'soft' | 'hard' | 'none'>> = {
  companies: 'soft',
  people: 'soft',
  invoices: 'soft',
  'a.clients': 'soft',
  'a.invoices': 'soft',
  'b.customers': 'hard',
  'b.contacts': 'hard',
  'b.entries': 'none',
};

/** A side that refuses a write whose version is stale. */
export const hasCas = (table: TableName): boolean => table === 'b.customers';

/** Fields that are replaced together; a field that is not named is a unit of its own. */
export const writeUnits: Readonly<Partial<Record<TableName, readonly (readonly string[])[]>>> = {
  'a.invoices': [['amount', 'line_items']],
  'b.entries': [['grand_total', 'items']],
};

/** Milliseconds after which a request that was sent can no longer take effect. */
export const longestRequest = 30_000;

/** Milliseconds that an incremental listing looks back. */
export const overlap = 20_000;
