import { describe, expect, it } from 'vitest';
import { playEngine } from './play-engine.ts';

const owner_company = 'acme';

describe('what an engine held back because of other records', () => {
  it('is a delete that the guard lets go once the stream has grown, though nobody hints at it', async () => {
    const { make, settle, open, world } = playEngine();
    const contacts = (): readonly unknown[] =>
      world
        .records()
        .filter(({ side, live }) => side === 'b.contacts' && live)
        .map(({ values }) => values['first_name']);
    const enter = (name: string): string =>
      make('people', { owner_company, first_name: name, email: `${name}@x` });
    const people = ['ann', 'bob', 'cyd'].map((name) => enter(name));
    await settle();
    expect(contacts()).toEqual(['ann', 'bob', 'cyd']);
    for (const id of people.slice(0, 2)) {
      world.inside.systems.remove('people', id, 'person');
      await settle();
    }
    expect(open()).toEqual(['delete_guard']);
    expect(contacts()).toEqual(['bob', 'cyd']);

    for (const name of ['dee', 'eve', 'fay']) enter(name);
    await settle();
    await settle();
    expect(open()).toEqual([]);
    expect(contacts()).toEqual(['cyd', 'dee', 'eve', 'fay']);
  });

  it('is a create whose parent was being written, while another create of the item only waits for a person', async () => {
    const { make, settle, open, store, engine, world, pass } = playEngine();
    const company = make('companies', { owner_company, name: 'Acme', type: 'client' });
    make('b.contacts', { firstname: 'Ann', email: 'a@x' });
    await settle();
    const client = world.records().find(({ side }) => side === 'a.clients')?.record ?? '';
    await store.lease([`record:a.clients/${client}`], 5_000);

    const person = make('people', { owner_company, first_name: 'Eve', email: 'a@x', company });
    await store.markDirty([{ side: 'hub', record: `people/${person}` }]);
    await engine.converge(store.dueDirty(20));
    expect(open()).toContain('identity_taken');
    expect(store.nextDue()).toBeDefined();

    pass(10_000);
    await engine.converge(store.dueDirty(20));
    const contact = world.records().find(({ side, part }) => side === 'a.clients' && part !== '');
    expect(contact?.values).toMatchObject({ first_name: 'Eve', email: 'a@x' });
  });
});
