import type { Random } from './random.ts';

/** Who did something, and when. */
export interface Stamp {
  /** Virtual milliseconds. */
  readonly at: number;
  /** Counts the steps of a run. */
  readonly step: number;
  readonly actor: string;
}

/** A process of the simulation: a worker, a person, the delivery of hints. */
export interface Actor {
  readonly name: string;
  /** A yield point: `execute` runs at an instant that the scheduler picks, the answer arrives at another. */
  step<T>(label: string, execute: () => T | Promise<T>, options?: StepOptions): Promise<T>;
  /** Yields for at least so many virtual milliseconds. */
  sleep(milliseconds: number): Promise<void>;
}

export interface StepOptions {
  /** A request that is already on its way: it may take effect even though its sender crashed. @default false */
  readonly survivesCrash?: boolean;
}

export type RunEnd =
  /** Nobody has anything left to do. */
  'idle' | 'deadline' | 'too_many_steps';

/** Runs actors interleaved, one step at a time, in an order that depends on the seed alone. */
export interface Scheduler {
  readonly now: () => number;
  /** Time and actor of the step that runs now. */
  readonly stamp: () => Stamp;
  readonly steps: () => number;
  /** Actors whose body ended with an error. */
  readonly failures: readonly { readonly actor: string; readonly error: unknown }[];
  /** Starts an actor. Its body may use promises made by its own steps and sleeps, and nothing else that waits. */
  spawn(name: string, body: (actor: Actor) => Promise<void>): void;
  /** The actor's memory is gone: nothing that it waits for ever comes back. */
  crash(name: string): void;
  /** The actor is not picked for so many virtual milliseconds; whatever it awaits reaches it only then. */
  stall(name: string, milliseconds: number): void;
  /** Living actors. */
  alive(): ReadonlySet<string>;
  run(limits: { readonly until: number; readonly maxSteps: number }): Promise<RunEnd>;
}

export interface SchedulerOptions {
  readonly random: Random;
  /** Virtual start, milliseconds. @default 1_700_000_000_000 */
  readonly start?: number;
  /** Longest time that one step takes, milliseconds. @default 20 */
  readonly longestStep?: number;
  /** Probability that an answer arrives later than its call takes effect. @default 0.4 */
  readonly lateAnswer?: number;
  /** Probability that the actor of the last step goes on. @default 0.3 */
  readonly stickiness?: number;
}

interface Waiting {
  readonly actor: ActorState;
  readonly readyAt: number;
  readonly survivesCrash: boolean;
  readonly run: () => void | Promise<void>;
}

interface ActorState {
  readonly name: string;
  alive: boolean;
  stalledUntil: number;
}

export function createScheduler(options: SchedulerOptions): Scheduler {
  const { random, longestStep = 20, lateAnswer = 0.4, stickiness = 0.3 } = options;
  const actors = new Map<string, ActorState>();
  const living = new Set<string>();
  const failures: { actor: string; error: unknown }[] = [];
  let waiting: Waiting[] = [];
  let time = options.start ?? 1_700_000_000_000;
  let steps = 0;
  let current: ActorState = { name: 'start', alive: true, stalledUntil: 0 };

  const queue = (actor: ActorState, readyAt: number, survivesCrash: boolean, run: Waiting['run']): void => {
    waiting.push({ actor, readyAt, survivesCrash, run });
  };

  function actorOf(state: ActorState): Actor {
    return {
      name: state.name,
      step: (label, execute, { survivesCrash = false } = {}) =>
        new Promise((resolve, reject) => {
          // A promise of a dead actor stays open for ever: nobody is there to hear of it.
          if (!state.alive) return;
          const answer = (deliver: () => void): void => {
            if (!state.alive) return;
            if (random.chance(lateAnswer)) queue(state, time, false, deliver);
            else deliver();
          };
          queue(state, time, survivesCrash, async () => {
            try {
              const result = await execute();
              answer(() => resolve(result));
            } catch (error) {
              answer(() =>
                reject(error instanceof Error ? error : new Error(`${label} failed`, { cause: error })),
              );
            }
          });
        }),
      sleep: (milliseconds) =>
        new Promise((resolve) => {
          if (state.alive) queue(state, time + milliseconds, false, resolve);
        }),
    };
  }

  const readyAt = ({ actor, readyAt: at }: Waiting): number =>
    actor.alive ? Math.max(at, actor.stalledUntil) : at;

  // A loop without intermediate lists: it runs once a step.
  function readyNow(): {
    readonly ready: readonly Waiting[];
    readonly own: readonly Waiting[];
    readonly soonest: number;
  } {
    const ready: Waiting[] = [];
    const own: Waiting[] = [];
    let soonest = Infinity;
    for (const entry of waiting) {
      const at = readyAt(entry);
      if (at < soonest) soonest = at;
      if (at > time) continue;
      ready.push(entry);
      if (entry.actor === current) own.push(entry);
    }
    return { ready, own, soonest };
  }

  function next(): Waiting | undefined {
    if (waiting.length === 0) return undefined;
    time += random.int(0, longestStep);
    let found = readyNow();
    if (found.ready.length === 0) {
      time = found.soonest;
      found = readyNow();
    }
    const { ready, own } = found;
    const picked = random.pick(own.length > 0 && random.chance(stickiness) ? own : ready);
    waiting.splice(waiting.indexOf(picked), 1);
    return picked;
  }

  return {
    now: () => time,
    stamp: () => ({ at: time, step: steps, actor: current.name }),
    steps: () => steps,
    failures,
    spawn(name, body) {
      if (actors.get(name)?.alive === true) throw new Error(`actor ${name} is running`);
      const state: ActorState = { name, alive: true, stalledUntil: 0 };
      actors.set(name, state);
      living.add(name);
      const ended = (): void => {
        if (state.alive) living.delete(name);
        state.alive = false;
      };
      queue(state, time, false, () => {
        body(actorOf(state)).then(ended, (error: unknown) => {
          failures.push({ actor: name, error });
          ended();
        });
      });
    },
    crash(name) {
      const state = actors.get(name);
      if (state === undefined) return;
      if (state.alive) living.delete(name);
      state.alive = false;
      // A request on its way arrives or not: the network decides.
      waiting = waiting.filter(
        ({ actor, survivesCrash }) => actor !== state || (survivesCrash && random.chance(0.5)),
      );
    },
    stall(name, milliseconds) {
      const state = actors.get(name);
      if (state !== undefined) state.stalledUntil = time + milliseconds;
    },
    alive: () => living,
    async run({ until, maxSteps }) {
      const last = steps + maxSteps;
      while (steps < last) {
        const entry = next();
        if (entry === undefined) return 'idle';
        steps++;
        current = entry.actor;
        // Not awaited itself: that could wait for another step.
        void entry.run();
        // Everything runs that needs no further step: Node runs a tick only when no microtask is left, and so
        // after every continuation of the step.
        await new Promise<void>((resolve) => process.nextTick(resolve));
        // Ticks starve timers and pipes: let the event loop turn now and then.
        if (steps % 4096 === 0) await new Promise<void>((resolve) => setImmediate(resolve));
        if (time > until) return 'deadline';
      }
      return 'too_many_steps';
    },
  };
}
