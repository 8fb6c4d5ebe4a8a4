import { describe, expect, it } from 'vitest';
import { collectionNames, collections } from './collections.ts';
import type { SchemaNames } from './names.ts';
import { wantedSchema } from './wanted-schema.ts';

const collection = (name: string, options = {}) => {
  const found = wantedSchema(options).collections.find((each) => each.collection === name);
  if (found === undefined) throw new Error(`no collection ${name}`);
  return found;
};

describe('wantedSchema', () => {
  it('needs fewer than the 25 collections that Directus 12 has without a licence', () => {
    expect(wantedSchema().collections.length).toBeLessThan(25);
  });

  it.each(collectionNames)('gives %s a UUID key and no other required column', (name) => {
    const [key, ...others] = collection(name).fields;
    expect(key).toMatchObject({ field: 'id', type: 'uuid', schema: { is_primary_key: true } });
    expect(others.filter(({ schema }) => !schema.is_nullable)).toEqual([]);
  });

  it.each(collectionNames)('never uses floats or local times in %s', (name) => {
    const types: string[] = collection(name).fields.map(({ type }) => type);
    expect(types.filter((type) => ['float', 'dateTime', 'time', 'bigInteger'].includes(type))).toEqual([]);
  });

  it.each(collectionNames)('names in the template of %s only its own fields', (name) => {
    const named = [...collections[name].template.matchAll(/\{\{(\w+)\}\}/g)].map(([, field]) => field);
    expect(named.length).toBeGreaterThan(0);
    expect(Object.keys(collections[name].fields)).toEqual(expect.arrayContaining(named));
  });

  it('gives every amount a currency in the same collection', () => {
    const withoutCurrency = wantedSchema().collections.filter(({ fields }) => {
      const isAmount = fields.some(({ schema }) => schema.numeric_precision === 19);
      return isAmount && !fields.some(({ field }) => field === 'currency');
    });
    expect(withoutCurrency).toEqual([]);
  });

  it('hides archived items in the app', () => {
    expect(collection('client_invoices').meta).toMatchObject({
      archive_field: 'archived',
      archive_value: 'true',
      unarchive_value: 'false',
      archive_app_filter: true,
    });
    expect(collection('sync_runs').meta).not.toHaveProperty('archive_field');
  });

  it('labels every field in English, French and German', () => {
    for (const { fields } of wantedSchema().collections) {
      for (const { field, meta } of fields.filter((each) => each.field !== 'id')) {
        const languages = meta.translations?.map(({ language }) => language);
        expect([field, languages]).toEqual([field, ['en-US', 'fr-FR', 'fr-CH', 'de-DE', 'de-CH']]);
      }
    }
  });

  it('records every change unless told otherwise', () => {
    expect(collection('client_invoices').meta.accountability).toBe('all');
    expect(collection('sync_runs').meta.accountability).toBeNull();
    const accountability = { client_invoices: null, payments: 'activity' } as const;
    expect(collection('client_invoices', { accountability }).meta.accountability).toBeNull();
    expect(collection('payments', { accountability }).meta.accountability).toBe('activity');
  });

  it('refuses the delete of an item that others refer to', () => {
    const relation = wantedSchema().relations.find(
      ({ collection: from, field }) => from === 'people' && field === 'company',
    );
    expect(relation).toMatchObject({ related_collection: 'companies', schema: { on_delete: 'NO ACTION' } });
  });
});

describe('wantedSchema with names of its user', () => {
  const names: SchemaNames = {
    companies: 'entreprises',
    client_invoices: {
      collection: 'factures',
      fields: { gross: 'montant', company: 'entreprise', archived: 'classee' },
    },
    quotes: { fields: { company: 'customer' } },
  };

  it('uses them for collections, fields and their settings', () => {
    const invoices = collection('factures', { names });
    expect(invoices.fields.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['montant', 'entreprise', 'number']),
    );
    expect(invoices.meta).toMatchObject({
      archive_field: 'classee',
      display_template: '{{number}} {{montant}} {{currency}}',
    });
  });

  it('uses them for both ends of relations', () => {
    const ends = wantedSchema({ names }).relations.map(
      (each) => `${each.collection}.${each.field} ${each.related_collection}`,
    );
    expect(ends).toEqual(
      expect.arrayContaining([
        'factures.entreprise entreprises',
        'quotes.customer entreprises',
        'people.company entreprises',
      ]),
    );
    expect(ends.join(' ')).not.toMatch(/client_invoices|\bcompanies\b/);
  });

  it('lists every mistake at once', () => {
    const wrong = {
      companies: 'directus_users',
      people: 'contacts',
      expenses: 'contacts',
      payments: { fields: { amount: 'total', refunded: 'total', colour: 'color' } },
      products: 'my products',
    };
    expect(() => wantedSchema({ names: wrong })).toThrow(
      [
        'The names of collections and fields cannot be used:',
        '- collection "companies": "directus_users" is no name that Directus takes',
        '- collection "products": "my products" is no name that Directus takes',
        '- collection: "contacts" is meant by people and expenses',
        '- "payments.colour" is none of our fields that may be renamed',
        '- field of payments: "total" is meant by amount and refunded',
      ].join('\n'),
    );
    // @ts-expect-error -- what a configuration without types may say
    expect(() => wantedSchema({ names: { invoices: 'x' } })).toThrow(
      '"invoices" is none of our collections: owner_companies,',
    );
  });
});
