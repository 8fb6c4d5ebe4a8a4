import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ownerCompany } from '../worker/testing/start-world.ts';
import { startTriggerWorld, type TriggerWorld } from './testing/trigger-world.ts';

// A real Directus beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

let world: TriggerWorld;
beforeAll(async () => {
  world = await startTriggerWorld();
});
afterAll(async () => await world?.stop());
beforeEach(async () => await world.forget());

const company = (name: string) => ({ id: randomUUID(), name, type: 'client', owner_company: ownerCompany });

describe('a trigger notes', () => {
  it('what a person created, changed and deleted, with the columns that changed and who it was', async () => {
    const item = company('Neu AG');
    await world.person.call('POST', '/items/companies', item);
    await world.person.call('PATCH', `/items/companies/${item.id}`, { city: 'Olten', name: 'Neu AG' });
    await world.person.call('DELETE', `/items/companies/${item.id}`);
    const me = await world.person.call('GET', '/users/me?fields=id');
    const author = (me as { id: string }).id; // oxlint-disable-line typescript/no-unsafe-type-assertion -- what was asked for
    const noted = await world.noted();
    expect(noted).toMatchObject([
      { item: item.id, collection: 'companies', operation: 'insert', author },
      { item: item.id, operation: 'update', changed: { city: 'Olten' }, author },
      { item: item.id, operation: 'delete', changed: null, author },
    ]);
    expect(Object.keys(Object(noted[1]?.['changed']))).toEqual(['city']);
  });

  it('nothing of an edit that changes nothing, although Directus stamps it', async () => {
    const id = await world.createCompany('Gleich AG');
    await world.forget();
    const stamp = async (): Promise<unknown> =>
      (await world.sql.query('select date_updated from companies where id = $1', [id])).rows[0];
    const before = await stamp();
    await world.person.call('PATCH', `/items/companies/${id}`, { name: 'Gleich AG' });
    expect(await stamp()).not.toEqual(before);
    expect(await world.noted()).toEqual([]);
  });

  it('nothing of a batch that was rolled back', async () => {
    const id = await world.createCompany('Zurück AG');
    await world.forget();
    const tooLong = { id, city: 'x'.repeat(300) };
    await expect(
      world.person.call('PATCH', '/items/companies', [{ id, city: 'Bern' }, tooLong]),
    ).rejects.toThrow(/400/);
    expect(await world.noted()).toEqual([]);
  });

  it('what SQL changed past Directus, and that a table was emptied', async () => {
    const id = await world.createCompany('SQL AG');
    await world.forget();
    await world.sql.query(`update companies set city = 'Thun' where id = $1`, [id]);
    await world.sql.query('truncate expenses cascade');
    expect(await world.noted()).toMatchObject([
      { item: id, changed: { city: 'Thun' }, author: null },
      { item: '', collection: 'expenses', operation: 'truncate' },
    ]);
  });

  it('both ids of an item whose id was changed', async () => {
    const id = await world.createCompany('Umzug AG');
    await world.forget();
    const moved = randomUUID();
    await world.sql.query('update companies set id = $2 where id = $1', [id, moved]);
    expect((await world.noted()).map(({ item, operation }) => [item, operation])).toEqual([
      [moved, 'update'],
      [id, 'delete'],
    ]);
  });

  it('every item of a batch, each with its author', async () => {
    const items = Array.from({ length: 40 }, (_, index) => company(`Viele ${index}`));
    await world.person.call('POST', '/items/companies', items);
    await world.person.call(
      'PATCH',
      '/items/companies',
      items.map(({ id }) => ({ id, city: 'Chur' })),
    );
    await world.person.call('PATCH', '/items/companies', {
      keys: items.map(({ id }) => id),
      data: { city: 'Davos' },
    });
    const noted = await world.noted();
    expect(noted).toHaveLength(120);
    expect(noted.filter(({ author }) => author === null)).toEqual([]);
  });
});

describe('a trigger never stands in the way', () => {
  it('of a write whose text jsonb refuses: it notes that something in the collection changed', async () => {
    const id = await world.createCompany('Null AG');
    await world.sql.query('alter table companies add column odd json');
    await world.forget();
    await world.sql.query(`update companies set odd = '"\\u0000"' where id = $1`, [id]);
    expect(await world.noted()).toMatchObject([{ item: '', collection: 'companies', changed: null }]);
    await world.sql.query('alter table companies drop column odd');
  });

  it('of a person who adds, renames and drops fields; a new field is watched at once', async () => {
    const id = await world.createCompany('Feld AG');
    await world.person.call('POST', '/fields/companies', {
      field: 'shoe_size',
      type: 'integer',
      schema: {},
      meta: {},
    });
    await world.forget();
    await world.person.call('PATCH', `/items/companies/${id}`, { shoe_size: 43 });
    expect(await world.noted()).toMatchObject([{ item: id, changed: { shoe_size: 43 } }]);
    await world.person.call('DELETE', '/fields/companies/shoe_size');
    await world.person.call('PATCH', `/items/companies/${id}`, { city: 'Visp' });
    expect(await world.noted()).toHaveLength(2);
  });

  it('of Directus when its role may do nothing in our schema', async () => {
    const id = await world.createCompany('Fremd AG');
    await world.forget();
    const role = `unified_sync_test_${randomUUID().slice(0, 8)}`;
    await world.sql.query(`create role ${role}`);
    try {
      await world.sql.query(`grant select, update on companies to ${role}`);
      await world.sql.query(`set role ${role}`);
      await world.sql.query(`update companies set city = 'Aarau' where id = $1`, [id]);
    } finally {
      await world.sql.query('reset role');
      await world.sql.query(`drop owned by ${role}`);
      await world.sql.query(`drop role ${role}`);
    }
    expect(await world.noted()).toMatchObject([{ item: id, changed: { city: 'Aarau' } }]);
  });
});
