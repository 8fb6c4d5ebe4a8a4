import { expectTypeOf, it } from 'vitest';
import type { Item, Line, Schema, SchemaItem } from './item.ts';

it('types an item from the source of its schema', () => {
  expectTypeOf<Item<'client_invoices'>['gross']>().toEqualTypeOf<string | null>();
  expectTypeOf<Item<'client_invoices'>['id']>().toEqualTypeOf<string>();
  expectTypeOf<Item<'companies'>['type']>().toEqualTypeOf<'client' | 'supplier' | 'both' | null>();
  expectTypeOf<Item<'companies'>['archived']>().toEqualTypeOf<boolean | null>();
  expectTypeOf<Item<'people'>['company']>().toEqualTypeOf<string | null>();
  expectTypeOf<Line['unit_price']>().toEqualTypeOf<string | null | undefined>();
  // @ts-expect-error -- no such field
  expectTypeOf<Item<'companies'>['colour']>().toBeAny();
});

it('types references for the SDK as ids or items', () => {
  expectTypeOf<Schema['people'][number]['company']>().toEqualTypeOf<
    string | SchemaItem<'companies'> | null
  >();
  expectTypeOf<SchemaItem<'client_invoices'>['pdf']>().toEqualTypeOf<string | null>();
});
