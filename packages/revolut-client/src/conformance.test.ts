import { inMemoryTokenStore } from '@unified-sync/http-client/oauth';
import { clientConformance, type ConformanceSubject } from '@unified-sync/http-client/testing';
import { expect, it } from 'vitest';
import { microseconds } from './listing/instants.ts';
import { createRevolutClient } from './revolut-client.ts';
import { testKeys } from './testing/auth/test-keys.ts';
import { createRevolutServer } from './testing/index.ts';
import { isTokenCall } from './traps/testing/business.ts';

const accessToken = 'oa_prod_S3CR3T_access';
const refreshToken = 'oa_prod_S3CR3T_refresh';

const server = createRevolutServer({ now: () => Date.UTC(2026, 0, 1) });
const { id: account_id, currency } = server.addAccount({ currency: 'EUR', balance: 10 });
const rows = Array.from({ length: 25 }, (_, index) =>
  server.addTransaction({
    // Three of each moment: pages of ten cut them.
    created_at: `2025-12-01T00:00:00.${String(900_000 - Math.floor(index / 3)).padStart(6, '0')}Z`,
    legs: [{ leg_id: 'l', account_id, amount: -1, currency }],
  }),
);
const [record] = rows;

const refused = (status: number, body: unknown) => (): Response => Response.json(body, { status });

const subject: ConformanceSubject = {
  id: record?.id ?? '',
  rows: rows.length,
  secrets: [accessToken, refreshToken, testKeys().privateKey],
  connect({ fetch = globalThis.fetch, ...options }) {
    const store = inMemoryTokenStore({ accessToken, refreshToken, obtainedAt: 0, expiresAt: 1e15 });
    const { transactions, counterparties } = createRevolutClient({
      ...options,
      environment: 'sandbox',
      auth: { ...server.auth, refreshToken, store },
      fetch: async (input, init) =>
        isTokenCall(input)
          ? Response.json({ access_token: accessToken, expires_in: 2399 })
          : await fetch(input, init),
    });
    return {
      list: ({ signal }) => transactions.list({ perPage: 10, signal }),
      get: async (id, { signal }) => await transactions.get(id, { signal }),
      create: async ({ signal }) => await counterparties.create({ name: 'A', revtag: 'a' }, { signal }),
    };
  },
  answers: {
    list(request) {
      const { searchParams } = new URL(request.url);
      const to = searchParams.get('to');
      const older = rows.filter(
        ({ created_at }) => to === null || microseconds(created_at) < microseconds(to),
      );
      return Response.json(older.slice(0, Number(searchParams.get('count'))));
    },
    record: () => Response.json(record),
    created: () => Response.json({ id: 'c', name: 'A', state: 'created', created_at: 'z', updated_at: 'z' }),
    misshapen: () => Response.json({ ...record, legs: [{ account_id, currency, amount: 'much' }] }),
    errors: {
      authentication: refused(401, { message: 'The request should be authorized.' }),
      permission: refused(403, { message: 'This action is forbidden', code: 9002 }),
      not_found: refused(404, { code: 3006, message: 'Resource not found' }),
      validation: refused(400, { code: 3000, message: 'X is not a valid IBAN' }),
      conflict: refused(422, { code: 3012, message: 'Exists', params: { counterparty_id: 'c' } }),
      rate_limit: refused(429, {
        error_id: 'e',
        code: 3162,
        message: 'Request rate limit has been reached.',
      }),
      server: refused(503, { error_id: 'e', code: 5003, message: 'The service is temporarily unavailable.' }),
    },
  },
};

it.each(clientConformance(subject))('$name', async ({ run }) => {
  await expect(run()).resolves.toBeUndefined();
});
