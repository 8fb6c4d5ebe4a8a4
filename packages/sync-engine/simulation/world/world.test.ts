import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { createScheduler } from '../scheduler.ts';
import { createTruthLog, type TruthLog } from '../truth-log.ts';
import { createWorld, type World } from './world.ts';

/** People alone, without any engine. */
async function live(seed: number, intensity = 1): Promise<{ world: World; log: TruthLog }> {
  const random = createRandom(`world-${seed}`);
  const scheduler = createScheduler({ random: random.fork('scheduler') });
  const log = createTruthLog(scheduler.stamp);
  const world = createWorld({ random: random.fork('world'), scheduler, log, intensity });
  for (const { name, body } of world.people) scheduler.spawn(name, body);
  expect(await scheduler.run({ until: Infinity, maxSteps: 10_000 })).toBe('idle');
  expect(scheduler.failures).toEqual([]);
  return { world, log };
}

describe('the world', () => {
  it('plays the same twice for one seed, and otherwise for another', async () => {
    const [first, second, other] = [await live(1), await live(1), await live(2)];
    expect(first.log.events).toEqual(second.log.events);
    expect(first.world.records()).toEqual(second.world.records());
    expect(first.log.events).not.toEqual(other.log.events);
  });

  it('shows in its records what the log last said of each field', async () => {
    for (let seed = 0; seed < 40; seed++) {
      const { world, log } = await live(seed);
      for (const { side, record, part, values, thing, collection } of world.records()) {
        const here = log.events.filter(
          (event) =>
            'place' in event &&
            event.place.side === side &&
            (side !== 'hub' || event.place.collection === collection) &&
            event.place.record === record &&
            event.place.part === part &&
            event.thing === thing,
        );
        const renamed = log.events.some((event) => event.kind === 'renamed' && event.to === record);
        if (renamed) continue;
        const known: Record<string, unknown> = {};
        for (const event of here) {
          if (event.kind === 'created') Object.assign(known, event.values);
          if (event.kind === 'edited' || event.kind === 'computed') known[event.field] = event.value;
        }
        expect([seed, side, record, part, values]).toEqual([seed, side, record, part, known]);
      }
    }
  });

  it('is at peace at intensity 0', async () => {
    for (let seed = 0; seed < 20; seed++)
      expect(
        (await live(seed, 0)).log.events.filter(({ kind }) => kind === 'fault' || kind === 'lied'),
      ).toEqual([]);
  });

  it('leaves everybody alone once it is calm', async () => {
    const { world, log } = await live(3);
    world.calm();
    const before = log.events.length;
    for (const stream of world.streams) {
      const side = world.sides.stream(stream);
      await side.look((await side.listIds()).ids);
    }
    expect(log.events.length).toBe(before);
  });

  it('gives one id for one name', async () => {
    const { world } = await live(1);
    expect(world.sides.uuid('a')).toBe(world.sides.uuid('a'));
    expect(world.sides.uuid('a')).not.toBe(world.sides.uuid('b'));
  });

  it('has namesakes of another owner, who are none of ours', async () => {
    const owners = new Set<unknown>();
    for (let seed = 0; seed < 30; seed++)
      for (const { side, values } of (await live(seed)).world.records())
        if (side === 'hub') owners.add(values['owner_company']);
    expect([...owners].map(String).toSorted((left, right) => (left < right ? -1 : 1))).toEqual([
      'acme',
      'beta',
    ]);
  });
});
