import { itemText } from '@unified-sync/sync-engine';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { backfill } from '../worker/backfill.ts';
import { scanAll } from '../worker/scan-all.ts';
import { settle } from '../worker/work-off.ts';
import { judgeChanges, type Judged } from './judge-changes.ts';
import { readChanges } from './read-changes.ts';
import { startTriggerWorld, type TriggerWorld } from './testing/trigger-world.ts';

// A real Directus beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

let world: TriggerWorld;
let userId: string;
beforeAll(async () => {
  world = await startTriggerWorld({
    seed: { clients: 10, invoices: 10, payments: 5, products: 5, expenses: 5 },
  });
  userId = (await world.worker.hub.currentUser()).id;
});
afterAll(async () => await world?.stop());

/** What the worker makes of all that was noted since. */
async function judge(as: string | undefined = userId): Promise<Judged & { readonly read: number }> {
  const { model, store } = world.worker;
  let judged: Judged = { hints: [], isIncomplete: false, own: 0 };
  const read = await readChanges({
    client: world.sql,
    async keep(changes) {
      judged = await judgeChanges(changes, {
        model,
        tables: world.tables,
        userId: as,
        writesTo: async (items) => await store.writesToItems(items),
      });
    },
  });
  return { ...judged, read: read ?? 0 };
}

const converge = async (): Promise<void> => {
  await scanAll(world.worker);
  await settle(world.worker, { patience: 10_000, deadline: 60_000 });
};

/** A company that is linked to a client of the provider. */
async function linked(): Promise<{ readonly id: string; readonly client: string }> {
  const { rows } = await world.sql.query(
    'select id, invoice_ninja_id as client from companies where invoice_ninja_id is not null order by id limit 1',
  );
  return rows[0];
}

it('everything that a backfill wrote is its own: not one look for it', async () => {
  await backfill(world.worker);
  const { hints, own, read } = await judge();
  expect(read).toBeGreaterThan(25);
  expect({ hints, own }).toEqual({ hints: [], own: read });
});

it('an update that the worker brought is its own', async () => {
  const { client } = await linked();
  world.ninja.person.edit('clients', client, { city: 'Eigenheim', phone: '+41 44 000 00 00' });
  await converge();
  expect(await judge()).toMatchObject({ hints: [], own: 1 });
});

it("a person's edit is looked at, also of a field that the worker wrote, and also to the same value", async () => {
  const { id } = await linked();
  await world.person.call('PATCH', `/items/companies/${id}`, { city: 'Fremdwil' });
  await world.person.call('PATCH', `/items/companies/${id}`, { city: 'Eigenheim' });
  const record = itemText({ collection: 'companies', id });
  expect((await judge()).hints).toEqual([
    { side: 'hub', record },
    { side: 'hub', record },
  ]);
});

it("what another brings with the worker's token is looked at: the outbox does not hold it", async () => {
  const { id } = await linked();
  await world.admin.call('PATCH', `/items/companies/${id}`, { city: 'Leihtoken' });
  expect(await judge()).toMatchObject({ own: 0, hints: [{ side: 'hub' }] });
});

it("an extension that changes more within the worker's own write is looked at", async () => {
  const { id, client } = await linked();
  await world.sql.query(`
    create function public.meddle() returns trigger language plpgsql as
      $$ begin new.website := 'https://meddled.example'; return new; end $$;
    create trigger meddle before update on companies for each row execute function public.meddle()`);
  world.ninja.person.edit('clients', client, { phone: '+41 44 111 11 11' });
  await converge();
  await world.sql.query('drop function public.meddle cascade');
  expect((await judge()).hints).toContainEqual({ side: 'hub', record: `companies/${id}` });
});

it('where nobody knows who wrote, or who the worker is, it is a look', async () => {
  const { id } = await linked();
  await world.sql.query(`update companies set city = 'Eigenheim' where id = $1`, [id]);
  expect(await judge()).toMatchObject({ own: 0, hints: [{ record: `companies/${id}` }] });
  world.ninja.person.edit('clients', (await linked()).client, { phone: '+41 44 222 22 22' });
  await converge();
  expect((await judge('somebody else')).hints.length).toBeGreaterThan(0);
});

it('a change of what is not synced is no look, nor is one in a collection that is not mapped', async () => {
  const { id } = await linked();
  await world.sql.query('alter table companies add column shoe_size integer');
  await world.sql.query('update companies set shoe_size = 43 where id = $1', [id]);
  expect(await judge()).toMatchObject({ read: 1, hints: [], own: 0, isIncomplete: false });
});

it('archiving an item is a look; a table that was emptied is a comparison of everything', async () => {
  const { id } = await linked();
  await world.person.call('PATCH', `/items/companies/${id}`, { archived: true });
  expect((await judge()).hints).toEqual([{ side: 'hub', record: `companies/${id}` }]);
  await world.sql.query('truncate expenses cascade');
  expect(await judge()).toMatchObject({ hints: [], isIncomplete: true });
});
