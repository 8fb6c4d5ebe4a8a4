import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type NotedChange, readChanges } from './read-changes.ts';
import { startTriggerWorld, type TriggerWorld } from './testing/trigger-world.ts';

// A real Directus beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

let world: TriggerWorld;
let other: Client;
let id: string;
beforeAll(async () => {
  world = await startTriggerWorld();
  other = new Client(world.directus.databaseUrl);
  await other.connect();
  id = await world.createCompany('Lese AG');
});
afterAll(async () => {
  await other?.end();
  await world?.stop();
});
beforeEach(async () => await world.forget());

const edit = async (client: Client, city: string): Promise<void> => {
  await client.query('update companies set city = $2 where id = $1', [id, city]);
};

const cities = (changes: readonly NotedChange[]) => changes.map(({ changed }) => changed?.['city']);

async function read(limit = 1_000): Promise<unknown[]> {
  const seen: unknown[] = [];
  await readChanges({
    client: world.sql,
    limit,
    keep: async (changes) => void seen.push(...cities(changes)),
  });
  return seen;
}

it('reads what was noted, once, a few at a time', async () => {
  await edit(other, 'A');
  await edit(other, 'B');
  await edit(other, 'C');
  expect([await read(2), await read(2), await read(2)]).toEqual([['A', 'B'], ['C'], []]);
});

it('a transaction that began before and commits after what was read is read then, however low its numbers', async () => {
  const early = await world.createCompany('Früh AG');
  await world.forget();
  await other.query('begin');
  await other.query(`update companies set city = 'Lange' where id = $1`, [early]);
  await edit(world.sql, 'Kurz');
  expect(await read()).toEqual(['Kurz']);
  expect(await read()).toEqual([]);
  await other.query('commit');
  expect(await read()).toEqual(['Lange']);
  expect(await world.noted()).toEqual([]);
});

it('what commits while a batch is kept stays for the next reading, although its numbers are lower', async () => {
  const early = await world.createCompany('Mitten AG');
  await world.forget();
  await other.query('begin');
  await other.query(`update companies set city = 'Währenddessen' where id = $1`, [early]);
  await world.person.call('PATCH', `/items/companies/${id}`, { city: 'Vorher' });
  const seen: unknown[] = [];
  await readChanges({
    client: world.sql,
    async keep(changes) {
      seen.push(...cities(changes));
      await other.query('commit');
    },
  });
  expect(seen).toEqual(['Vorher']);
  expect(await read()).toEqual(['Währenddessen']);
});

it('what could not be kept is still there, and is read again', async () => {
  await edit(other, 'Bleibt');
  const failing = readChanges({
    client: world.sql,
    keep: async () => await Promise.reject(new Error('the store is down')),
  });
  await expect(failing).rejects.toThrow('the store is down');
  expect(await read()).toEqual(['Bleibt']);
});

it('a second reader neither doubles nor loses anything', async () => {
  for (let index = 0; index < 50; index += 1) await edit(other, `Ort ${index}`);
  const seen: string[] = [];
  const keep = async (changes: readonly NotedChange[]): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    seen.push(...cities(changes).map(String));
  };
  let isBusy = false;
  const drain = async (client: Client): Promise<void> => {
    for (let count: number | null = 1; count !== 0;) {
      count = await readChanges({ client, keep, limit: 5 });
      isBusy ||= count === null;
    }
  };
  await Promise.all([drain(world.sql), drain(other)]);
  expect(seen.toSorted()).toEqual(Array.from({ length: 50 }, (_, index) => `Ort ${index}`).toSorted());
  // Else they have not met.
  expect(isBusy).toBe(true);
});

it('a decimal is read with all its digits', async () => {
  await world.person.call('POST', '/items/products', {
    id: crypto.randomUUID(),
    name: 'Genau',
    price: '123456789012345.12345678',
  });
  let price: unknown;
  await readChanges({ client: world.sql, keep: async ([one]) => void (price = one?.changed) });
  expect(price).toMatchObject({ price: '123456789012345.12345678' });
});
