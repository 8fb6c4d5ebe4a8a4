import { createRandom } from '../random.ts';
import { createScheduler } from '../scheduler.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { createTruthLog } from '../truth-log.ts';
import type { Evidence, StampedCall, Violation } from '../oracle/evidence.ts';
import { fullReconcile } from '../oracle/full-reconcile.ts';
import { idleReconcile } from '../oracle/idle.ts';
import { judge } from '../oracle/oracle.ts';
import { createWorld } from '../world/index.ts';
import { comeToRest } from './come-to-rest.ts';
import { disturb, type Disturbed } from './disturb.ts';
import { engineOptions, type Run } from './run.ts';
import { reconcileEverything } from './reconcile-everything.ts';
import { spawnWorkers } from './workers.ts';

/** What became of one seed. */
export interface SeedResult {
  readonly seed: number;
  readonly violations: readonly Violation[];
  /** Everything up to the moment of rest: what the invariants were checked on. */
  readonly evidence: Evidence;
  readonly steps: number;
  /** Virtual milliseconds. */
  readonly duration: number;
}

export interface SeedOptions {
  /** Steps after which a run counts as endless. @default 200_000 */
  readonly maxSteps?: number;
}

/** Share of seeds in which somebody waits for the worst moments. */
const shareOfBadLuck = 0.4;
/** Virtual milliseconds that people work at most. */
const longestDay = 300_000;

/** Plays one seed from beginning to rest, and judges it. The same seed plays the same, byte for byte. */
export async function runSeed(seed: number, { maxSteps = 200_000 }: SeedOptions = {}): Promise<SeedResult> {
  const run = createRun(seed);
  const { scheduler, log } = run;
  const start = scheduler.now();
  const people = run.world.people.map(({ name, body }) => {
    scheduler.spawn(name, body);
    return name;
  });
  const workers = spawnWorkers(run);
  const disturbed: Disturbed = disturb(run, workers);
  let evidence: Evidence | undefined;
  let trouble: string | undefined;

  scheduler.spawn('director', async (actor) => {
    while (scheduler.now() - start < longestDay && people.some((name) => scheduler.alive().has(name)))
      await actor.sleep(500);
    await actor.sleep(run.random.int(0, 5_000));
    log.add({ kind: 'note', note: 'phase:rest' });
    run.isOver = true;
    run.world.calm();
    await disturbed.end(actor);
    await workers.end(actor);
    trouble = await comeToRest(run, actor);
    evidence = evidenceOf(run);
    log.add({ kind: 'note', note: fullReconcile });
    trouble ??= await reconcileEverything(run, actor);
  });
  const end = await scheduler.run({ until: Infinity, maxSteps });

  const last = evidenceOf(run);
  const violations: Violation[] = scheduler.failures.map(({ actor, error }) =>
    failed(`${actor}: ${textOf(error)}`),
  );
  if (end !== 'idle') violations.push(failed(`after ${maxSteps} steps there is still something to do`));
  if (trouble !== undefined) violations.push(failed(trouble));
  // What did not come to rest need not agree: its own failure says enough.
  if (violations.length === 0 && evidence !== undefined)
    violations.push(...judge(evidence), ...idleReconcile(last));
  return {
    seed,
    violations,
    evidence: violations.some(({ invariant }) => invariant === 'b' || invariant === 'run')
      ? last
      : (evidence ?? last),
    steps: scheduler.steps(),
    duration: scheduler.now() - start,
  };
}

function createRun(seed: number): Run {
  const random = createRandom(`seed-${seed}`);
  const scheduler = createScheduler({
    random: random.fork('scheduler'),
    longestStep: random.pick([5, 20, 20, 100]),
    lateAnswer: random.pick([0.1, 0.4, 0.8]),
    stickiness: random.pick([0, 0.3, 0.8]),
  });
  const log = createTruthLog(scheduler.stamp);
  // A source of its own: what the other seeds play does not depend on it.
  const badLuck = createRandom(`seed-${seed}/bad-luck`);
  const calls: StampedCall[] = [];
  return {
    seed,
    random: random.fork('run'),
    scheduler,
    log,
    store: createMemoryStore({ now: scheduler.now }),
    world: createWorld({
      random: random.fork('world'),
      scheduler,
      log,
      intensity: random.pick([0, 0.3, 0.7, 1, 1, 1.5]),
      badLuck: badLuck.chance(shareOfBadLuck) ? badLuck : undefined,
    }),
    calls,
    onCall({ port, method, args, result }) {
      const { at, step, actor } = scheduler.stamp();
      calls.push({ at, step, actor, port, method, args, result });
    },
    isOver: false,
  };
}

function evidenceOf({ world, log, calls, store }: Run): Evidence {
  return {
    model: world.model,
    events: [...log.events],
    calls: [...calls],
    records: world.records(),
    tables: { ...store.tables(), history: [...store.tables().history] },
    fieldClass: world.fieldClass,
    moneyFields: world.moneyFields,
    guard: engineOptions.guard,
    sendWindow: engineOptions.sendWindow,
  };
}

const failed = (message: string): Violation => ({ invariant: 'run', message, thing: undefined });

const textOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error);
