import { expect, it } from 'vitest';
import { playEngine } from './play-engine.ts';

const acme = { owner_company: 'acme', name: 'Acme', email: 'acme@x', type: 'client' };

/** A person known to both sides, whose contact of B was merged into one that somebody else had edited. */
async function mergedIntoStranger() {
  const played = playEngine();
  const { make, settle, world } = played;
  const { systems } = world.inside;
  const company = make('companies', acme);
  const person = make('people', { owner_company: 'acme', first_name: 'Ann', email: 'ann@x', company });
  await settle();
  const [loser] = systems.tables['b.contacts'].rows();
  const stranger = make('b.contacts', { firstname: 'Bob', email: 'bob@x', tags: ['vip'] });
  await settle();
  const [kept] = systems.tables.people.rows().filter(({ id }) => id !== person);
  // Deleted in the hub, edited in B at once: kept, and nobody's in the hub.
  systems.update('b.contacts', stranger, { tags: ['new', 'vip'] }, 'person');
  systems.removeForGood('people', kept?.id ?? '');
  await settle();
  systems.tables['b.contacts'].drop(loser?.id ?? '', stranger);
  return { ...played, systems, person, stranger };
}

it('removes no record that a merge put in the place of another, before the item was told what it shows', async () => {
  const { settle, systems, person, stranger, open } = await mergedIntoStranger();
  systems.removeForGood('people', person);
  await settle();
  expect(systems.tables['b.contacts'].get(stranger)?.fields['tags']).toEqual(['new', 'vip']);
  expect(open().filter((kind) => kind === 'delete_against_edit')).toHaveLength(2);
});

it('removes it once the two have agreed', async () => {
  const { settle, systems, person, stranger } = await mergedIntoStranger();
  await settle();
  systems.removeForGood('people', person);
  await settle();
  expect(systems.tables['b.contacts'].get(stranger)).toBeUndefined();
});
