import { describe, expect, it } from 'vitest';
import { playEngine } from './play-engine.ts';

const owner_company = 'acme';

describe('what an engine held back because of other records', () => {
  it('is a delete that the guard did not believe, until the record is seen again, though nobody hints at it', async () => {
    const { make, settle, open, world } = playEngine();
    const { systems } = world.inside;
    const table = systems.tables['b.contacts'];
    const people = ['ann', 'bob', 'cyd'].map((name) =>
      make('people', { owner_company, first_name: name, email: `${name}@x` }),
    );
    await settle();
    const idOf = (name: string): string =>
      table.rows().find(({ fields }) => fields['firstname'] === name)?.id ?? '';
    systems.remove('b.contacts', idOf('ann'), 'person');
    await settle();
    const backup = table.backup();
    const id = idOf('bob');
    systems.remove('b.contacts', id, 'person');
    systems.update('people', people[1] ?? '', { phone: '17' }, 'person');
    await settle();
    expect(open()).toEqual(['delete_guard']);

    table.restore(backup);
    await settle();
    expect(open()).toEqual([]);
    expect(table.get(id)?.fields['phone']).toBe('17');
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
