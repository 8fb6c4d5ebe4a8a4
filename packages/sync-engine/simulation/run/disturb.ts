import type { Actor } from '../scheduler.ts';
import type { Run } from './run.ts';
import type { Workers } from './workers.ts';

/** Faults that strike the workers themselves, counted beside those of the world. */
export const workerFaults = [
  'worker-crash',
  'worker-crash-after-call',
  'worker-stall',
  'worker-stall-after-call',
] as const;

export interface Disturbed {
  /** Waits until deliveries and disturbances have stopped. */
  end(actor: Actor): Promise<void>;
}

/** Delivers the world's hints, and crashes, stalls and restarts workers while people work. */
export function disturb(run: Run, workers: Workers): Disturbed {
  const { scheduler, log, store, world } = run;
  const random = run.random.fork('disturb');
  const pause = random.pick([Infinity, 30_000, 8_000, 3_000]);

  scheduler.spawn('delivery', async (actor) => {
    while (!run.isOver) {
      await actor.step('deliver hints', () => deliver(run));
      await actor.sleep(random.int(10, 400));
    }
  });

  scheduler.spawn('disturbance', async (actor) => {
    while (!run.isOver) {
      await actor.sleep(pause === Infinity ? 1_000 : random.int(0, pause));
      await actor.step('disturb', () => {
        const slot = random.pick(workers.slots);
        const name = workers.running(slot);
        if (run.isOver || pause === Infinity || name === undefined) return;
        if (random.chance(0.5)) {
          log.add({ kind: 'fault', fault: 'worker-crash', about: name });
          workers.crash(slot);
        } else {
          log.add({ kind: 'fault', fault: 'worker-stall', about: name });
          scheduler.stall(name, random.pick([1_000, 5_000, 30_000, 60_000]));
        }
      });
    }
  });

  scheduler.spawn('supervisor', async (actor) => {
    while (!run.isOver) {
      await actor.sleep(random.int(500, 3_000));
      for (const slot of workers.slots)
        if (!run.isOver && workers.running(slot) === undefined) workers.start(slot);
    }
  });

  return {
    async end(actor) {
      while (['delivery', 'disturbance', 'supervisor'].some((name) => scheduler.alive().has(name)))
        await actor.sleep(200);
      await deliver({ store, world });
    },
  };
}

/** Stores hints that arrived, and begins streams anew that were put back to a backup. */
export async function deliver({ store, world }: Pick<Run, 'store' | 'world'>): Promise<void> {
  await store.markDirty(world.takeHints());
  for (const stream of world.takeResets()) {
    const { rev } = await store.loadCheckpoint(stream);
    await store.saveCheckpoint(stream, rev, { cursor: null, page: null, firstListingDone: true });
  }
}
