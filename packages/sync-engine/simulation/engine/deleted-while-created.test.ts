import { expect, it } from 'vitest';
import { createUnanswered } from './create-unanswered.ts';
import { playEngine } from './play-engine.ts';

it('takes what an unanswered create made for the record of its item, though that item is deleted for good by then, and leaves a copy alone', async () => {
  const played = playEngine();
  const { make, settle, store, world, pass } = played;
  const { systems } = world.inside;
  await settle();
  const item = make('companies', { owner_company: 'acme', name: 'Acme', email: 'acme@x', type: 'client' });
  await createUnanswered(played, 'companies', item);
  const [original] = systems.tables['a.clients'].rows();
  pass(9_000);
  const copy = make('a.clients', { name: 'Acme Two', client_email: 'two@x' }, { key: item });
  systems.removeForGood('companies', item);
  // The records are heard of before the create is settled.
  await store.markDirty([{ side: 'a.clients', record: original?.id ?? '' }]);
  await settle();
  const [own] = await store.linksOfRecords('a.clients', [original?.id ?? '']);
  expect(own?.item.id).toBe(item);
  expect(systems.tables['a.clients'].get(copy)?.live).toBe(true);
});

it('does not take a record with the key of a deleted item for what a create made that was never sent', async () => {
  const { engineWith, make, settle, store, world } = playEngine();
  const { systems } = world.inside;
  await settle();
  const item = make('companies', { owner_company: 'acme', name: 'Acme', email: 'acme@x', type: 'client' });
  const dying = engineWith(
    {},
    {
      async commit(commits) {
        if (commits.some(({ effects }) => effects.some(({ state }) => state === 'sending')))
          throw new Error('killed before it is sent');
        return await store.commit(commits);
      },
    },
  );
  await store.markDirty([{ side: 'hub', record: `companies/${item}` }]);
  await expect(dying.converge(store.dueDirty(20))).rejects.toThrow('killed');
  systems.removeForGood('companies', item);
  const record = make('a.clients', { name: 'Other', client_email: 'other@x' }, { key: item });
  await settle();
  const [own] = await store.linksOfRecords('a.clients', [record]);
  expect(own?.item.id).not.toBe(item);
  expect(systems.tables.companies.get(own?.item.id ?? '')?.live).toBe(true);
});
