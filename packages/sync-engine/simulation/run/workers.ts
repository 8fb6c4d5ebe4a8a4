import { SideUnavailable, type Engine } from '../../src/index.ts';
import type { Random } from '../random.ts';
import type { Actor } from '../scheduler.ts';
import { engineOf, scanNames, type Run } from './run.ts';

/** The workers of a run: each slot has one process at a time. */
export interface Workers {
  readonly slots: readonly string[];
  /** The process that runs in a slot now; `undefined` while it is down. */
  running(slot: string): string | undefined;
  crash(slot: string): void;
  /** Starts the next process of a slot that is down. */
  start(slot: string): void;
  /** Waits until all have left; those that are stuck are ended. */
  end(actor: Actor): Promise<void>;
}

/** Calls after which a crash or a stall hurts most: something was done, or read, and not yet used. */
const afterCrash: ReadonlySet<string> = new Set(['write', 'commit', 'saveCheckpoint']);
const afterStall: ReadonlySet<string> = new Set([
  'look',
  'load',
  'list',
  'loadCheckpoint',
  'findByFields',
  'commit',
]);

export function spawnWorkers(run: Run): Workers {
  const { scheduler } = run;
  const slots = Array.from({ length: run.random.int(1, 3) }, (_, index) => `worker-${index}`);
  const random = run.random.fork('workers');
  const crashAfterCall = random.pick([0, 0, 0.003, 0.01]);
  const stallAfterCall = random.pick([0, 0, 0.002, 0.006]);
  const lives = new Map<string, number>();

  const processOf = (slot: string): string => `${slot}.${lives.get(slot) ?? 0}`;
  const running = (slot: string): string | undefined => {
    const name = processOf(slot);
    return scheduler.alive().has(name) ? name : undefined;
  };

  function start(slot: string): void {
    lives.set(slot, (lives.get(slot) ?? 0) + 1);
    const own = random.fork(processOf(slot));
    scheduler.spawn(processOf(slot), async (actor) => {
      const engine = engineOf(run, actor, (call) => {
        run.onCall(call);
        if (run.isOver) return;
        if (afterCrash.has(call.method) && own.chance(crashAfterCall)) {
          run.log.add({
            kind: 'fault',
            fault: 'worker-crash-after-call',
            about: `${actor.name} ${call.method}`,
          });
          scheduler.crash(actor.name);
        } else if (afterStall.has(call.method) && own.chance(stallAfterCall)) {
          run.log.add({
            kind: 'fault',
            fault: 'worker-stall-after-call',
            about: `${actor.name} ${call.method}`,
          });
          // Longer than leases last: somebody else takes over what this worker still believes to hold.
          scheduler.stall(actor.name, own.pick([25_000, 45_000]));
        }
      });
      while (!run.isOver) await doSomething(run, actor, engine, own);
    });
  }

  for (const slot of slots) start(slot);
  return {
    slots,
    running,
    start,
    crash(slot) {
      scheduler.crash(processOf(slot));
    },
    async end(actor) {
      for (let waited = 0; waited < 200 && slots.some((slot) => running(slot) !== undefined); waited++)
        await actor.sleep(1_000);
      for (const slot of slots) scheduler.crash(processOf(slot));
    },
  };
}

async function doSomething(run: Run, actor: Actor, engine: Engine, random: Random): Promise<void> {
  try {
    if (random.chance(0.1)) await engine.scan(random.pick(scanNames(run)));
    else if (random.chance(0.06)) await engine.sweepDeletes(random.pick(scanNames(run)));
    else {
      const limit = random.int(1, 8);
      const due = await actor.step('take due rows', () =>
        random.shuffle(run.store.dueDirty(12)).slice(0, limit),
      );
      if (due.length > 0) await engine.converge(due);
      else await actor.sleep(random.int(50, 3_000));
    }
  } catch (error) {
    // As a queue would: the rows are still there, and the job is tried again.
    if (!(error instanceof SideUnavailable)) throw error;
    await actor.sleep(500);
  }
}
