import { describe, expect, it } from 'vitest';
import { schemaRequests } from '../apply-schema.ts';
import { wantedSchema } from '../wanted-schema.ts';
import type { CurrentField, CurrentSchema } from './current-schema.ts';
import { describeConflict, describePlan } from './describe-plan.ts';
import { planSchema, type SchemaPlan } from './plan-schema.ts';

const nothing: CurrentSchema = { collections: [], fields: [], relations: [] };
const wanted = wantedSchema();

/** What a Directus answers that has exactly what is wanted. */
const everything: CurrentSchema = {
  collections: wanted.collections.map(({ collection }) => ({ collection, meta: {}, schema: {} })),
  fields: wanted.collections.flatMap(({ collection, fields }) =>
    fields.map(({ field, type, schema }): CurrentField => ({ collection, field, type, schema })),
  ),
  relations: wanted.relations,
};

/** Everything, with one field of client_invoices as told, or gone. */
const withField = (name: string, change: Partial<CurrentField> | null): CurrentSchema => ({
  ...everything,
  fields: everything.fields.flatMap((field) => {
    if (field.collection !== 'client_invoices' || field.field !== name) return [field];
    return change === null ? [] : [{ ...field, ...change }];
  }),
});

const conflicts = (current: CurrentSchema): string[] =>
  planSchema(current, wanted).conflicts.map(describeConflict);

/** A field of client_invoices that is not ours. */
const add = (field: string, schema: CurrentField['schema']): CurrentField => ({
  collection: 'client_invoices',
  field,
  type: 'integer',
  schema,
});

const isEmpty = (plan: SchemaPlan): boolean => schemaRequests(plan).length === 0;

describe('planSchema', () => {
  it('creates everything in an empty Directus', () => {
    const plan = planSchema(nothing, wanted);
    expect(plan).toEqual({
      collections: wanted.collections,
      fields: [],
      relations: wanted.relations,
      conflicts: [],
    });
  });

  it('plans nothing where everything is there', () => {
    const plan = planSchema(everything, wanted);
    expect([isEmpty(plan), plan.conflicts, describePlan(plan)]).toEqual([true, [], []]);
  });

  it('adds the one field that is missing, with its relation', () => {
    const current = {
      ...withField('company', null),
      relations: wanted.relations.filter(
        ({ collection, field }) => collection !== 'client_invoices' || field !== 'company',
      ),
    };
    expect(describePlan(planSchema(current, wanted))).toEqual([
      'add field client_invoices.company: uuid',
      'add relation client_invoices.company -> companies',
    ]);
  });

  it('leaves alone what it does not know', () => {
    const current = {
      ...everything,
      collections: [...everything.collections, { collection: 'pages', meta: {}, schema: {} }],
      fields: [
        ...everything.fields,
        {
          collection: 'client_invoices',
          field: 'internal_note',
          type: 'text',
          schema: { is_nullable: true },
        },
        { collection: 'pages', field: 'title', type: 'string', schema: { is_nullable: false } },
      ],
    };
    const plan = planSchema(current, wanted);
    expect([isEmpty(plan), plan.conflicts]).toEqual([true, []]);
  });

  it.each([
    ['wider decimals', 'gross', { type: 'decimal', schema: { numeric_precision: 30, numeric_scale: 10 } }],
    ['decimals without a limit', 'gross', { type: 'decimal', schema: {} }],
    ['longer text', 'number', { type: 'text', schema: {} }],
  ] as const)('takes %s', (_, name, change) => {
    expect(conflicts(withField(name, change))).toEqual([]);
  });

  it.each([
    ['gross', { type: 'float', schema: {} }, 'client_invoices.gross: expected decimal(19,4), found float'],
    [
      'gross',
      { schema: { numeric_precision: 10, numeric_scale: 5 } },
      'client_invoices.gross: expected decimal(19,4), found decimal(10,5)',
    ],
    [
      'gross',
      { schema: { numeric_precision: 19, numeric_scale: 2 } },
      'client_invoices.gross: expected decimal(19,4), found decimal(19,2)',
    ],
    [
      'number',
      { schema: { max_length: 20 } },
      'client_invoices.number: expected string(255), found string(20)',
    ],
    ['lines', { type: 'text', schema: {} }, 'client_invoices.lines: expected json, found text'],
    ['date', { type: 'dateTime', schema: {} }, 'client_invoices.date: expected date, found dateTime'],
    [
      'date_created',
      { type: 'dateTime', schema: {} },
      'client_invoices.date_created: expected timestamp, found dateTime',
    ],
    [
      'lines',
      { type: 'alias', schema: null },
      'client_invoices.lines: expected json, found alias, no column',
    ],
    ['company', { type: 'integer', schema: {} }, 'client_invoices.company: expected uuid, found integer'],
    [
      'status',
      { schema: { max_length: 255, is_nullable: false } },
      'client_invoices.status: expected optional, found required',
    ],
    [
      'id',
      { type: 'integer', schema: { is_primary_key: true, has_auto_increment: true } },
      'client_invoices.id: expected uuid, the key, found integer, the key',
    ],
  ] as const)('reports %s as %o', (name, change, conflict) => {
    expect(conflicts(withField(name, change))).toEqual([conflict]);
  });

  it('takes a required field with a default', () => {
    const schema = { max_length: 255, is_nullable: false, default_value: 'draft' };
    expect(conflicts(withField('status', { schema }))).toEqual([]);
  });

  it('reports a required field that is not ours, but not one that fills itself', () => {
    const fields = [
      ...everything.fields,
      add('branch', { is_nullable: false }),
      add('running', { is_nullable: false, has_auto_increment: true }),
      add('computed', { is_nullable: false, is_generated: true }),
    ];
    expect(conflicts({ ...everything, fields })).toEqual([
      'client_invoices.branch: expected optional, or one of our fields by its name, found required',
    ]);
  });

  it('makes no relation from a field in conflict, nor to a key in conflict', () => {
    const current = { ...withField('company', { type: 'integer', schema: {} }), relations: [] };
    const { relations } = planSchema(current, wanted);
    expect(relations).not.toContainEqual(
      expect.objectContaining({ collection: 'client_invoices', field: 'company' }),
    );
    const other = {
      ...withField('id', { type: 'integer', schema: { is_primary_key: true } }),
      relations: [],
    };
    const toInvoices = {
      collection: 'notes',
      field: 'invoice',
      related_collection: 'client_invoices',
      schema: { on_delete: 'NO ACTION' },
      meta: {},
    } as const;
    expect(planSchema(other, { ...wanted, relations: [toInvoices] }).relations).toEqual([]);
    expect(
      planSchema({ ...everything, relations: [] }, { ...wanted, relations: [toInvoices] }).relations,
    ).toEqual([toInvoices]);
  });

  it('reports a relation that leads elsewhere', () => {
    const relations = wanted.relations.map((each) =>
      each.collection === 'people' && each.field === 'company'
        ? { ...each, related_collection: 'firms' }
        : each,
    );
    expect(conflicts({ ...everything, relations })).toEqual([
      'people.company: expected a reference to companies, found a reference to firms',
    ]);
  });

  it.each([
    [{ meta: {}, schema: null }, 'people: expected a collection with a table, found a folder'],
    [
      { meta: null, schema: {} },
      'people: expected a collection of Directus, found a table that Directus does not manage',
    ],
  ])('reports a collection that is none: %o', (change, conflict) => {
    const collections = everything.collections.map((each) =>
      each.collection === 'people' ? { ...each, ...change } : each,
    );
    expect(conflicts({ ...everything, collections })).toEqual([conflict]);
  });

  it('never plans anything but creates', () => {
    const requests = schemaRequests(planSchema(nothing, wanted));
    expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(['POST']));
  });
});
