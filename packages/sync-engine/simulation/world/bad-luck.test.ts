import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../random.ts';
import type { Actor } from '../scheduler.ts';
import { createBadLuck, type BadLuck } from './bad-luck.ts';
import { deleteAgainstEdit } from './people/opposed-acts.ts';
import { testWorld, type TestWorld } from './test-world.ts';
import type { TableName } from './tables.ts';
import { createTimeline } from './timeline.ts';

/** Chance that always strikes, and always takes the first and the smallest. */
const certain: Random = {
  ...createRandom('certain'),
  chance: () => true,
  int: (low) => low,
  pick: ([first]) => {
    if (first === undefined) throw new RangeError('nothing to pick from');
    return first;
  },
};

function badLuck(test: TestWorld, isSkewed = false) {
  const { desk } = test.world.inside;
  const resets: (readonly TableName[])[] = [];
  const timeline = createTimeline(test.now);
  const luck = createBadLuck({
    random: certain,
    desk,
    journal: desk.journal,
    timeline,
    now: test.now,
    isSkewed: () => isSkewed,
    isOver: () => false,
    onRestored: (streams) => resets.push(streams),
  });
  const later = (milliseconds: number): void => {
    test.pass(milliseconds);
    timeline.catchUp();
  };
  return { luck, resets, later, finish: () => timeline.finish() };
}

const live = (test: TestWorld, table: TableName) => test.world.inside.desk.live(table);

const atOnce: Actor = {
  name: 'test',
  // oxlint-disable-next-line typescript/require-await -- an actor's step answers with a promise
  step: async (_label, execute) => execute(),
  sleep: async () => undefined,
};

const work = (luck: BadLuck): Promise<void> => luck.body(atOnce);

describe('bad luck', () => {
  it('clones a record whose create the engine was never told of, key and all, and younger than it', () => {
    const test = testWorld();
    const { luck, later } = badLuck(test);
    const id = test.make('a.clients', { name: 'v1' }, { key: 'item-1' });
    luck.unanswered('a.clients', id);
    later(5_000);
    expect(live(test, 'a.clients')).toHaveLength(1);
    later(1_000);
    const [original, copy] = live(test, 'a.clients');
    expect([original?.key, copy?.key]).toEqual(['item-1', 'item-1']);
    expect(copy?.created).toBeGreaterThan((original?.created ?? 0) + 5_000);
  });

  it('clones nothing where a clock could make the copy the elder', () => {
    const test = testWorld();
    const { luck, later } = badLuck(test, true);
    luck.unanswered('a.clients', test.make('a.clients', { name: 'v1' }));
    later(60_000);
    expect(live(test, 'a.clients')).toHaveLength(1);
  });

  it('clones nothing before its time when the run is brought to its end', () => {
    const test = testWorld();
    const { luck, later, finish } = badLuck(test);
    luck.unanswered('a.clients', test.make('a.clients', { name: 'v1' }));
    later(1_000);
    finish();
    expect(live(test, 'a.clients')).toHaveLength(1);
  });

  it('puts a backup back once its streams are being read, and says whose checkpoints are void', async () => {
    const test = testWorld();
    const { luck, resets, later } = badLuck(test);
    const id = test.make('a.clients', { name: 'v1' });
    await work(luck);
    test.world.inside.systems.update('a.clients', id, { name: 'v2' }, 'person');
    luck.listed('a.clients');
    later(60_000);
    luck.listed('b.contacts');
    later(1_000);
    expect(resets).toEqual([]);
    luck.listed('a.clients');
    later(1_000);
    expect(resets).toEqual([['a.clients', 'a.invoices']]);
    expect(test.world.inside.systems.tables['a.clients'].get(id)?.fields['name']).toBe('v1');
    expect(test.events('fault')).toMatchObject([{ fault: 'backup-during-scan' }]);
  });
});

describe('a delete against an edit', () => {
  it('edits the item in the hub and deletes its record elsewhere in one moment', () => {
    const test = testWorld();
    const thing = 'thing-1';
    test.make('companies', { name: 'v1' }, { thing });
    test.make('b.customers', { customer_name: 'v1' }, { thing });
    expect(deleteAgainstEdit({ ...test.world.inside.desk, random: certain })).toBe(true);
    expect(live(test, 'b.customers')).toEqual([]);
    expect(test.events('edited')).toMatchObject([{ place: { side: 'hub' } }]);
    expect(test.events('removed')).toMatchObject([{ by: 'person', place: { side: 'b.customers' } }]);
  });

  it('leaves alone what is nowhere else, and twins', () => {
    const test = testWorld();
    const desk = { ...test.world.inside.desk, random: certain };
    test.make('companies', { name: 'v1' }, { thing: 'thing-1' });
    expect(deleteAgainstEdit(desk)).toBe(false);
    test.make('b.customers', { customer_name: 'v1' }, { thing: 'thing-1' });
    desk.twins.add('thing-1');
    expect(deleteAgainstEdit(desk)).toBe(false);
    expect(live(test, 'b.customers')).toHaveLength(1);
  });
});
