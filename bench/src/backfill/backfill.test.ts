import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { type Items, rawRate, readItems, type Row, startOver } from './raw-items.ts';
import { type CommandRun, runCommand } from './run-command.ts';
import { type BackfillWorld, startBackfillWorld } from './start-backfill.ts';

const size = { clients: 1_700, invoices: 8_600, payments: 7_000, products: 900, expenses: 1_800 };
const total = Object.values(size).reduce((sum, count) => sum + count, 0);

const backfillAnswer = z.object({ complete: z.literal(true), seconds: z.number() });

// Given by the setup of the tests (`vitest.postgres-setup.ts`).
const postgresUrl = inject('postgresUrl');

// Tests need no build.
const sources = { entry: 'main.ts' };

let world: BackfillWorld;
let run: CommandRun;
let items: readonly Items[];
beforeAll(async () => {
  world = await startBackfillWorld(postgresUrl, size);
  await runCommand(world, ['init'], sources);
  run = await runCommand(world, ['backfill'], sources);
  items = await readItems(world);
}, 1_200_000);
afterAll(async () => await world?.stop(), 60_000);

const rowsOf = (collection: string): readonly Row[] =>
  items.find((one) => one.collection === collection)?.rows ?? [];

type Record = { readonly is_deleted: boolean; readonly client_id?: string };

// What belongs to a deleted client is out of sight in Invoice Ninja, too.
const isShown = ({ is_deleted, client_id = '' }: Record): boolean =>
  !is_deleted && world.ninja.db.clients.get(client_id)?.is_deleted !== true;

/** In ten-thousandths, so that sums are exact. */
const exact = (amount: unknown): number => Math.round(Number(amount) * 1e4);

it(`backfill of ${total.toLocaleString('en')} records prints its rate beside the raw rate of the same Directus in the same run`, async () => {
  const { seconds } = backfillAnswer.parse(run.answer);
  const count = items.reduce((sum, { rows }) => sum + rows.length, 0);
  await startOver(world);
  const raw = await rawRate(world, items, { batch: 200, concurrency: 3 });
  const own = count / seconds;
  console.log(
    `backfill of ${total} records: ${own.toFixed(0)} items/s; raw: ${raw.toFixed(0)} items/s; ${((own / raw) * 100).toFixed(0)} % (90 % wanted); at most ${run.peakRss.toFixed(0)} MB`,
  );
  // Raw took every item as the backfill had left it: each key was free again, and nothing was refused.
  const again = await readItems(world);
  expect(again.map(({ collection, rows }) => [collection, rows.length])).toEqual(
    items.map(({ collection, rows }) => [collection, rows.length]),
  );
}, 1_200_000);

it.each([
  ['companies', 'clients'],
  ['client_invoices', 'invoices'],
  ['payments', 'payments'],
  ['products', 'products'],
  ['expenses', 'expenses'],
] as const)('brought every one of the %s that Invoice Ninja shows, once', (collection, entity) => {
  const shown = world.ninja.db[entity].all().filter(isShown);
  const ids = rowsOf(collection).map((row) => String(row['invoice_ninja_id']));
  expect(shown.length).toBeGreaterThan(500);
  expect(ids.toSorted()).toEqual(shown.map(({ id }) => id).toSorted());
});

it('shows the money of every invoice and payment as Invoice Ninja does', () => {
  const { invoices, payments } = world.ninja.db;
  for (const row of rowsOf('client_invoices')) {
    const invoice = invoices.get(String(row['invoice_ninja_id']));
    expect([row['gross'], row['balance'], row['paid']].map(exact)).toEqual(
      [invoice?.amount, invoice?.balance, invoice?.paid_to_date].map(exact),
    );
  }
  for (const row of rowsOf('payments')) {
    const payment = payments.get(String(row['invoice_ninja_id']));
    expect(exact(row['amount'])).toBe(exact(payment?.amount));
  }
});
