import { describe, expect, it } from 'vitest';
import { testWorld } from './test-world.ts';

describe('hints', () => {
  it('tell of every change on every side', () => {
    const { make, world } = testWorld();
    const item = make('companies', { name: 'v1' });
    const client = make('a.clients', { name: 'v1' });
    world.inside.systems.update('a.clients', client, {}, 'person');
    expect(world.takeHints()).toEqual([
      { side: 'hub', record: `companies/${item}` },
      { side: 'a.clients', record: client },
      { side: 'a.clients', record: client },
    ]);
    expect(world.takeHints()).toEqual([]);
  });

  it('name both ids of a renamed record', () => {
    const { make, world } = testWorld();
    const id = make('b.customers', { customer_name: 'v1' });
    world.inside.systems.rename(id, 'new-id');
    expect(world.takeHints().map(({ record }) => record)).toEqual([id, id, 'new-id']);
  });

  it('may be dropped for good', () => {
    const { make, world } = testWorld(['dropped-hint']);
    make('a.clients', { name: 'v1' });
    world.calm();
    expect(world.takeHints()).toEqual([]);
  });

  it('may come twice, or for a record that does not exist', () => {
    const { make, world } = testWorld(['duplicated-hint', 'forged-hint']);
    const id = make('a.clients', { name: 'v1' });
    expect(
      world
        .takeHints()
        .map(({ record }) => record)
        .toSorted(),
    ).toEqual([id, id, `${id}0`]);
  });

  it('may be late, but come at the latest when the world calms down', () => {
    const { make, world } = testWorld(['delayed-hint']);
    for (let index = 0; index < 20; index++) make('a.clients', { name: `v${index}` });
    expect(world.takeHints().length).toBeLessThan(20);
    world.calm();
    expect(world.takeHints().length).toBeGreaterThan(0);
  });

  it('may come in another order', () => {
    const { make, world } = testWorld(['reordered-hint']);
    const ids = Array.from({ length: 20 }, (_, index) => make('a.clients', { name: `v${index}` }));
    const seen = world.takeHints().map(({ record }) => record);
    expect(seen).not.toEqual(ids);
    expect(seen.toSorted()).toEqual(ids.toSorted());
  });
});
