import * as ninja from '@unified-sync/invoice-ninja-client';
import { createInvoiceNinjaServer } from '@unified-sync/invoice-ninja-client/testing';
import { getResponse } from 'msw';
import { z } from 'zod';
import { type EntityRecords, madeOf, perEntity, seeded } from './entity-records.ts';

const pageSchema = z.looseObject({ data: z.array(z.looseObject({})) });
const seededEntities = [
  ['clients', ninja.clientSchema],
  ['invoices', ninja.invoiceSchema],
  ['payments', ninja.paymentSchema],
  ['products', ninja.productSchema],
  ['expenses', ninja.expenseSchema],
] as const;

/** Every entity of Invoice Ninja: the company that the mock server seeds, and what that does not have. */
export async function invoiceNinjaRecords(): Promise<EntityRecords[]> {
  const server = createInvoiceNinjaServer({ seed: 7 });
  server.seedCompany({ clients: 120, invoices: 400, payments: 200, products: 120, expenses: 120 });

  async function recordsOf(entity: string): Promise<object[]> {
    const request = new Request(`${server.baseUrl}/api/v1/${entity}?per_page=${perEntity}`, {
      headers: {
        'X-API-TOKEN': server.token,
        'X-Requested-With': 'XMLHttpRequest',
        Accept: 'application/json',
      },
    });
    const response = await getResponse([...server.handlers], request);
    return pageSchema.parse(await response?.json()).data;
  }

  const fromSeed: EntityRecords[] = [];
  for (const [entity, schema] of seededEntities)
    fromSeed.push(seeded(entity, schema, await recordsOf(entity)));
  return [
    ...fromSeed,
    madeOf('vendors', ninja.vendorSchema),
    madeOf('quotes', ninja.quoteSchema),
    madeOf('credits', ninja.creditSchema),
    madeOf('recurring invoices', ninja.recurringInvoiceSchema),
    madeOf('projects', ninja.projectSchema),
    madeOf('tasks', ninja.taskSchema),
    madeOf('webhooks', ninja.webhookSchema),
    madeOf('documents', ninja.documentSchema),
  ];
}
