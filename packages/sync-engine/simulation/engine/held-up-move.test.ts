import { expect, it } from 'vitest';
import type { Side } from '../../src/index.ts';
import { deaf } from './deaf.ts';
import { playEngine } from './play-engine.ts';

/** A company with a customer, and a person of it who is to be made in `b.contacts`; `isHeldUp`: its links cannot follow yet. */
async function playPersonToBeMade({ isHeldUp }: { readonly isHeldUp: boolean }) {
  const played = playEngine();
  const { engineWith, make, now, pass, settle, store, world } = played;
  const { systems } = world.inside;
  const company = make('companies', { owner_company: 'acme', name: 'Acme', type: 'client' });
  make('companies', { owner_company: 'acme', name: 'Other', type: 'client' });
  await settle();
  const idOf = (name: string): string =>
    systems.tables['b.customers'].rows().find(({ fields }) => fields['customer_name'] === name)?.id ?? '';
  const [customer, other] = [idOf('Acme'), idOf('Other')];
  if (isHeldUp) {
    // Nothing is planned for the company, and its links do not follow, until this write can be read.
    const unanswered = engineWith({ 'hub.companies': deaf(world.sides.hub('companies')) });
    systems.update('b.customers', customer, { customer_name: 'Acme Ltd' }, 'person');
    await store.markDirty([{ side: 'b.customers', record: customer }]);
    await unanswered.converge(store.dueDirty(20));
  }
  const person = make('people', { owner_company: 'acme', first_name: 'Ann', email: 'ann@x', company });

  let creates = 0;
  const contacts: Side = {
    ...world.sides.stream('b.contacts'),
    async write(requests) {
      creates += requests.filter(({ kind }) => kind === 'create').length;
      return await world.sides.stream('b.contacts').write(requests);
    },
  };
  const engine = engineWith({ 'b.contacts': contacts });
  const start = now();
  return {
    ...played,
    customer,
    other,
    creates: () => creates,
    contacts: () => systems.tables['b.contacts'].rows(),
    meet: async () => {
      await store.markDirty([{ side: 'hub', record: `people/${person}` }]);
    },
    /** Works off what is due within so many milliseconds. */
    work: async (milliseconds: number) => {
      for (;;) {
        const next = store.nextDue();
        if (next === undefined || next > start + milliseconds) return;
        pass(Math.max(0, next - now()));
        await engine.converge(store.dueDirty(20));
      }
    },
  };
}

it('does not send again and again what names a renamed record, while its link is kept from following (seed 95681)', async () => {
  const { contacts, creates, customer, meet, settle, work, world } = await playPersonToBeMade({
    isHeldUp: true,
  });
  world.inside.systems.rename(customer, 'renamed');
  await meet();
  await work(15_000);
  expect(creates()).toBe(1);

  await settle();
  expect(contacts().map(({ fields }) => fields['company'])).toEqual(['renamed']);
});

it('sends what names a renamed record as soon as its link has followed', async () => {
  const { contacts, creates, customer, meet, work, world } = await playPersonToBeMade({ isHeldUp: false });
  world.inside.systems.rename(customer, 'renamed');
  await meet();
  await work(0);
  expect(creates()).toBe(2);
  expect(contacts().map(({ fields }) => fields['company'])).toEqual(['renamed']);
});

it('does not send again and again what names a record that was merged into that of another item, while its link is kept from following', async () => {
  const { creates, customer, meet, other, settle, work, world } = await playPersonToBeMade({
    isHeldUp: true,
  });
  world.inside.systems.tables['b.customers'].drop(customer, other);
  await meet();
  await work(15_000);
  expect(creates()).toBe(1);

  // Two items have become one record: whose person it is, somebody decides.
  await settle();
  expect(creates()).toBe(1);
});
