import { type ContactRow, createTable, type Row, type Table } from './rows.ts';

/** Kinds of records that the mock keeps as they were given. */
export const plainKinds = {
  companies: { listKey: 'companies', itemKey: 'company', shape: 'object' },
  segments: { listKey: 'lists', itemKey: 'list', shape: 'object' },
  emails: { listKey: 'emails', itemKey: 'email', shape: 'object' },
  campaigns: { listKey: 'campaigns', itemKey: 'campaign', shape: 'object' },
  forms: { listKey: 'forms', itemKey: 'form', shape: 'array' },
  tags: { listKey: 'tags', itemKey: 'tag', shape: 'object' },
  notes: { listKey: 'notes', itemKey: 'note', shape: 'array' },
  stages: { listKey: 'stages', itemKey: 'stage', shape: 'array' },
  assets: { listKey: 'assets', itemKey: 'asset', shape: 'array' },
  points: { listKey: 'points', itemKey: 'point', shape: 'array' },
  'fields/contact': { listKey: 'fields', itemKey: 'field', shape: 'object' },
  'fields/company': { listKey: 'fields', itemKey: 'field', shape: 'object' },
  hooks: { listKey: 'hooks', itemKey: 'hook', shape: 'object' },
} as const;

export type PlainKind = keyof typeof plainKinds;

/** A custom or standard field of contacts. */
export interface FieldDefinition {
  alias: string;
  type: string;
  group: 'core' | 'social' | 'personal' | 'professional';
}

/** What the mock server keeps. */
export interface Store {
  contacts: Table<ContactRow>;
  /** Merged id to the id that answers for it (`contact_merge_records`). */
  merges: Map<number, number>;
  plain: Record<PlainKind, Table<Row>>;
  submissions: Table<Row>;
  optOuts: Table<Row>;
  fields: FieldDefinition[];
  now: () => number;
}

const standardFields: FieldDefinition[] = [
  ...['title', 'firstname', 'lastname', 'company', 'position', 'phone', 'city', 'zipcode', 'country'].map(
    (alias): FieldDefinition => ({ alias, type: 'text', group: 'core' }),
  ),
  { alias: 'email', type: 'email', group: 'core' },
  { alias: 'twitter', type: 'text', group: 'social' },
];

export function createStore(now: () => number, custom: readonly FieldDefinition[]): Store {
  const plain = Object.fromEntries(Object.keys(plainKinds).map((kind) => [kind, createTable<Row>()]));
  return {
    contacts: createTable<ContactRow>(),
    merges: new Map(),
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made of the very keys; Object.fromEntries forgets them
    plain: plain as Record<PlainKind, Table<Row>>,
    submissions: createTable<Row>(),
    optOuts: createTable<Row>(),
    fields: [...standardFields, ...custom],
    now,
  };
}
