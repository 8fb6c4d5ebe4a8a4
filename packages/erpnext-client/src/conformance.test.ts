import { clientConformance, type ConformanceSubject } from '@unified-sync/http-client/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ErpnextAuth } from './authorization.ts';
import { createErpnextClient } from './erpnext-client.ts';

const baseUrl = 'https://erp.test';
const record = { name: 'A/1', modified: '2026-03-01 10:00:00.000001', customer_name: 'A', disabled: 0 };
const rows = Array.from({ length: 25 }, (_, index) => ({
  ...record,
  name: `C-${index + 10}`,
  modified: `2026-03-01 10:00:${index + 10}`,
}));

const filtersSchema = z.array(z.tuple([z.string(), z.string(), z.string()]));

const failure = (status: number, type: string) => (): Response =>
  Response.json({ errors: [{ type, message: 'x', exception: `Traceback\n${type}: x` }] }, { status });

function subject(auth: ErpnextAuth, secrets: readonly string[]): ConformanceSubject {
  return {
    id: 'A/1',
    rows: rows.length,
    secrets,
    connect(options) {
      // The version is given, so that only the calls under test are sent.
      const customers = createErpnextClient({ ...options, baseUrl, auth, apiVersion: 'v2' }).documents(
        'Customer',
      );
      return {
        list: ({ signal }) => customers.list({ perPage: 10, signal }),
        get: async (id, { signal }) => await customers.get(id, { signal }),
        create: async ({ signal }) => await customers.create({ customer_name: 'A' }, { signal }),
      };
    },
    answers: {
      list(request) {
        const { searchParams } = new URL(request.url);
        const [filter] = filtersSchema.parse(JSON.parse(searchParams.get('filters') ?? '[]'));
        const from = filter?.[2] ?? '';
        const found = rows.filter(({ modified }) => modified >= from);
        return Response.json({ data: found.slice(0, Number(searchParams.get('limit'))) });
      },
      record: () => Response.json({ data: record }),
      created: () => Response.json({ data: record }),
      misshapen: () => Response.json({ data: { ...record, disabled: 'no' } }),
      errors: {
        authentication: failure(401, 'AuthenticationError'),
        permission: failure(403, 'PermissionError'),
        not_found: failure(404, 'DoesNotExistError'),
        validation: failure(417, 'MandatoryError'),
        conflict: failure(417, 'TimestampMismatchError'),
        rate_limit: failure(429, 'TooManyRequestsError'),
        server: failure(500, 'QueryDeadlockError'),
      },
    },
  };
}

const pair = { apiKey: 'the-S3CR3T-key', apiSecret: 'the-S3CR3T-secret' };
const subjects: [string, ConformanceSubject][] = [
  ['token', subject({ type: 'token', ...pair }, Object.values(pair))],
  ['basic', subject({ type: 'basic', ...pair }, Object.values(pair))],
  ['bearer', subject({ type: 'bearer', accessToken: () => 'the-S3CR3T-token' }, ['the-S3CR3T-token'])],
];

describe.each(subjects)('with %s credentials', (_name, one) => {
  it.each(clientConformance(one))('$name', async ({ run }) => {
    await expect(run()).resolves.toBeUndefined();
  });
});
