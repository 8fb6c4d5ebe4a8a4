import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';
import { createScheduler, type Actor, type Scheduler } from './scheduler.ts';

const limits = { until: Infinity, maxSteps: 10_000 };

function setUp(seed: string): { scheduler: Scheduler; log: string[]; talk: (actor: Actor) => Promise<void> } {
  const scheduler = createScheduler({ random: createRandom(seed) });
  const log: string[] = [];
  const talk = async (actor: Actor): Promise<void> => {
    for (let word = 0; word < 5; word++) {
      const { at, step } = await actor.step('talk', () => {
        log.push(`${actor.name} ${word}`);
        return scheduler.stamp();
      });
      log.push(`${actor.name} heard ${at} ${step}`);
    }
  };
  return { scheduler, log, talk };
}

async function interleaving(seed: string): Promise<string> {
  const { scheduler, log, talk } = setUp(seed);
  for (const name of ['a', 'b', 'c']) scheduler.spawn(name, talk);
  expect(await scheduler.run(limits)).toBe('idle');
  return log.join('\n');
}

/** Somebody else acted between a's first call and its answer. */
const isSplit = (log: string): boolean =>
  log.split('\n').some((line, index, lines) => line === 'a 0' && !lines[index + 1]?.startsWith('a heard'));

const fail = (): never => {
  throw new Error('no');
};

describe('the scheduler', () => {
  it('runs the same seed the same way, and other seeds in other ways', async () => {
    const runs = await Promise.all(['1', '1', '2', '3'].map(interleaving));
    expect(runs[0]).toBe(runs[1]);
    expect(new Set(runs).size).toBe(3);
  });

  it('lets others act between the moment a call takes effect and its answer', async () => {
    const runs = await Promise.all(['1', '2', '3', '4', '5', '6'].map(interleaving));
    expect(runs.some(isSplit)).toBe(true);
    expect(runs.every(isSplit)).toBe(false);
  });

  it('stamps what runs with its actor, and never turns time back', async () => {
    const { scheduler, talk } = setUp('1');
    const stamps: { at: number; actor: string }[] = [];
    const stamping = async (actor: Actor): Promise<void> => {
      for (let count = 0; count < 20; count++)
        await actor.step('stamp', () => stamps.push(scheduler.stamp()));
    };
    scheduler.spawn('a', stamping);
    scheduler.spawn('b', talk);
    await scheduler.run(limits);
    expect(new Set(stamps.map(({ actor }) => actor))).toEqual(new Set(['a']));
    expect(stamps.map(({ at }) => at)).toEqual(stamps.map(({ at }) => at).toSorted((x, y) => x - y));
  });

  it('jumps over time in which everybody sleeps', async () => {
    const { scheduler } = setUp('1');
    const start = scheduler.now();
    scheduler.spawn('a', async (actor) => actor.sleep(86_400_000));
    expect(await scheduler.run({ ...limits, maxSteps: 10 })).toBe('idle');
    expect(scheduler.now() - start).toBeGreaterThanOrEqual(86_400_000);
  });

  it('never gives a crashed actor another moment', async () => {
    for (const seed of ['1', '2', '3', '4', '5', '6', '7', '8']) {
      const { scheduler, log, talk } = setUp(seed);
      scheduler.spawn('a', talk);
      await scheduler.run({ ...limits, maxSteps: 3 });
      const before = log.length;
      scheduler.crash('a');
      expect(await scheduler.run(limits)).toBe('idle');
      expect(log).toHaveLength(before);
      expect(scheduler.alive().size).toBe(0);
    }
  });

  it('lets a request on its way arrive or not after its sender crashed, and never its answer', async () => {
    const outcomes = new Set<string>();
    for (let seed = 0; seed < 20; seed++) {
      const { scheduler, log } = setUp(String(seed));
      scheduler.spawn('a', async (actor) => {
        await actor.step('write', () => log.push('arrived'), { survivesCrash: true });
        log.push('answered');
      });
      await scheduler.run({ ...limits, maxSteps: 1 });
      scheduler.crash('a');
      await scheduler.run(limits);
      outcomes.add(log.join());
    }
    expect(outcomes).toEqual(new Set(['', 'arrived']));
  });

  it('keeps a stalled actor still, and goes on with the others', async () => {
    const { scheduler, log, talk } = setUp('1');
    scheduler.spawn('a', talk);
    scheduler.spawn('b', talk);
    scheduler.stall('a', 1_000_000);
    const start = scheduler.now();
    await scheduler.run({ until: start + 999_000, maxSteps: 100 });
    const firstOfA = log.findIndex((line) => line.startsWith('a'));
    expect(log.filter((line) => line.startsWith('b'))).toHaveLength(10);
    expect(firstOfA === -1 || firstOfA >= 10).toBe(true);
    expect(await scheduler.run(limits)).toBe('idle');
    expect(log).toHaveLength(20);
  });

  it('runs parallel steps of one actor in any order', async () => {
    const orders = new Set<string>();
    for (let seed = 0; seed < 20; seed++) {
      const { scheduler, log } = setUp(String(seed));
      scheduler.spawn('a', async (actor) => {
        await Promise.all(['x', 'y'].map((name) => actor.step(name, () => log.push(name))));
      });
      await scheduler.run(limits);
      orders.add(log.join());
    }
    expect(orders).toEqual(new Set(['x,y', 'y,x']));
  });

  it('gives an error to the one who called, and reports an actor that does not handle it', async () => {
    const { scheduler, log } = setUp('1');
    scheduler.spawn('careful', async (actor) => {
      await actor.step('fail', fail).catch((error: unknown) => log.push(String(error)));
    });
    scheduler.spawn('careless', async (actor) => actor.step('fail', fail));
    await scheduler.run(limits);
    expect(log).toEqual(['Error: no']);
    expect(scheduler.failures.map(({ actor }) => actor)).toEqual(['careless']);
  });

  it('stops at its deadline and at its number of steps', async () => {
    const { scheduler } = setUp('1');
    scheduler.spawn('a', async (actor) => {
      for (;;) await actor.sleep(1000);
    });
    expect(await scheduler.run({ until: scheduler.now() + 5000, maxSteps: 1000 })).toBe('deadline');
    expect(await scheduler.run({ until: Infinity, maxSteps: 50 })).toBe('too_many_steps');
    expect(scheduler.steps()).toBeGreaterThanOrEqual(50);
  });
});
