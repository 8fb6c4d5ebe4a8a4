import { expect, it } from 'vitest';
import type { Connector } from '../connectors/connector.ts';
import { expectedRecords } from './expected-records.ts';

const unused = async (): Promise<never> => await Promise.reject(new Error('a listing was read'));
const side = {
  look: unused,
  write: unused,
  findByKey: unused,
  findByFields: unused,
  list: unused,
  listIds: unused,
};

const connector = (connection: string, counts: Readonly<Record<string, number | undefined>>): Connector => ({
  connection,
  provider: 'test',
  streams: Object.fromEntries(Object.keys(counts).map((stream) => [stream, side])),
  mappings: [],
  longestRequest: 0,
  webhooks: null,
  parseHint: unused,
  fingerprint: unused,
  count: async (stream) => counts[stream],
});

const expected = async (...connectors: readonly Connector[]): Promise<number | undefined> =>
  await expectedRecords({ connectors: new Map(connectors.map((one) => [one.connection, one])) });

it('counts each stream twice, since the hub shows its records again, and reads no listing for it', async () => {
  const a = connector('a', { 'a.clients': 10, 'a.invoices': 300 });
  expect(await expected(a, connector('b', { 'b.contacts': 5 }))).toBe(630);
});

it('is not known where one provider cannot say it, or cannot be asked', async () => {
  const a = connector('a', { 'a.clients': 10 });
  expect(await expected(a, connector('b', { 'b.contacts': undefined }))).toBeUndefined();
  expect(await expected(a, { ...connector('b', { 'b.contacts': 5 }), count: unused })).toBeUndefined();
});
