import { createTestDatabase } from '@unified-sync/directus-server/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fuzzIngress } from './fuzz-ingress.ts';
import { failuresOf } from './report-text.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => await database.drop());

// A busy machine is slow, not wrong.
it(
  'takes 50,000 bodies as the oracle judges them, and loses none that it acknowledged',
  { timeout: 600_000 },
  async () => {
    const report = await fuzzIngress({ databaseUrl: database.url, bodies: 50_000, seed: 1 });
    expect(failuresOf(report, 1)).toEqual([]);
    expect(report.memory).toBeDefined();
  },
);
