import { clientConformance, type ConformanceSubject } from '@unified-sync/http-client/testing';
import { expect, it } from 'vitest';
import { createInvoiceNinjaClient } from './invoice-ninja-client.ts';
import { createInvoiceNinjaServer } from './testing/index.ts';

const baseUrl = 'https://invoicing.test';
const token = 'the-S3CR3T-token';
const password = 'the S3CR3T password';

const { db } = createInvoiceNinjaServer();
const rows = Array.from({ length: 25 }, (_, index) => db.products.insert({ product_key: `P-${index}` }));
const [record] = rows;

const refused = (status: number, message: string) => (): Response => Response.json({ message }, { status });

const subject: ConformanceSubject = {
  id: record?.id ?? '',
  rows: rows.length,
  secrets: [token, password],
  connect(options) {
    const { products } = createInvoiceNinjaClient({ ...options, baseUrl, token, password });
    return {
      list: ({ signal }) => products.list({ perPage: 10, signal }),
      get: async (id, { signal }) => await products.get(id, { signal }),
      create: async ({ signal }) => await products.create({ product_key: 'P' }, { signal }),
    };
  },
  answers: {
    list(request) {
      const { searchParams } = new URL(request.url);
      const current_page = Number(searchParams.get('page'));
      const per_page = Number(searchParams.get('per_page'));
      const data = rows.slice((current_page - 1) * per_page, current_page * per_page);
      return Response.json({
        data,
        meta: { pagination: { total: rows.length, per_page, current_page } },
      });
    },
    record: () => Response.json({ data: record }),
    created: () => Response.json({ data: record }),
    misshapen: () => Response.json({ data: { ...record, price: 'much' } }),
    errors: {
      authentication: refused(403, 'Invalid token'),
      permission: refused(401, 'This action is unauthorized.'),
      not_found: refused(400, 'No query results for model [App\\Models\\Product] x'),
      validation: () =>
        Response.json({ message: 'The given data was invalid.', errors: { price: ['no'] } }, { status: 422 }),
      conflict: refused(400, 'Record is deleted and cannot be edited. Restore the record to enable editing'),
      rate_limit: refused(429, 'Too Many Attempts.'),
      server: refused(500, 'Server Error'),
    },
  },
};

it.each(clientConformance(subject))('$name', async ({ run }) => {
  await expect(run()).resolves.toBeUndefined();
});
