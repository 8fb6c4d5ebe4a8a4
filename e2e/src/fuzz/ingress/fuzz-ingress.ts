import { allClasses } from './calls.ts';
import { heapSize } from './heap-size.ts';
import { openWire } from './open-wire.ts';
import { playRound, type Problem, roundSize, type RoundResult } from './play-round.ts';
import { startStage } from './start-stage.ts';

/** How long to fuzz, and from where on. */
export interface FuzzIngressOptions {
  /** An empty PostgreSQL database. */
  readonly databaseUrl: string;
  readonly bodies: number;
  readonly seed: number;
  /** Number of the first round. @default 0 */
  readonly from?: number;
  /** Connections at once. @default 24 */
  readonly connections?: number;
  readonly onRound?: (bodies: number, problems: number) => void;
}

/** What the fuzzing has shown. */
export interface FuzzReport {
  readonly bodies: number;
  readonly seconds: number;
  readonly classes: ReadonlyMap<string, number>;
  /** Classes that never occurred, where the run was long enough for all of them. */
  readonly missing: readonly string[];
  readonly answers: ReadonlyMap<string, number>;
  readonly problems: readonly (Problem & { readonly round: number })[];
  /** Bytes: of the heap and of buffers, behind the warm-up and at the end; `undefined`: the run was too short. */
  readonly memory: { readonly start: number; readonly end: number } | undefined;
}

/** From so many bodies on, every class must have occurred. */
const enoughForEveryClass = 50_000;
/** Bodies until what is compiled and cached is there. */
const warmUp = 20_000;
const mostProblems = 50;

/** Fuzzes the worker's ingress over real connections, on a real store. */
export async function fuzzIngress(options: FuzzIngressOptions): Promise<FuzzReport> {
  const { bodies, seed, from = 0, connections = 24, onRound = () => undefined } = options;
  const stage = await startStage(options.databaseUrl);
  const wires = Array.from({ length: connections }, () => openWire(stage.port));
  const classes = new Map<string, number>();
  const answers = new Map<string, number>();
  const problems: (Problem & { readonly round: number })[] = [];
  const begin = performance.now();
  let done = 0;
  let start: number | undefined;
  let late: RoundResult['late'] = [];
  try {
    for (let round = from; done < bodies && problems.length < mostProblems; round += 1) {
      const size = Math.min(roundSize, bodies - done);
      // oxlint-disable-next-line no-await-in-loop -- the store is compared behind each round
      const result: RoundResult = await playRound(stage, wires, { seed, round, size, late });
      late = result.late;
      add(classes, result.classes);
      add(answers, result.answers);
      problems.push(...result.problems.map((problem) => ({ ...problem, round })));
      done += size;
      if (start === undefined && done >= warmUp) start = heapSize();
      onRound(done, problems.length);
    }
    const end = heapSize();
    return {
      bodies: done,
      seconds: (performance.now() - begin) / 1000,
      classes,
      missing: done < enoughForEveryClass ? [] : allClasses.filter((name) => !classes.has(name)),
      answers,
      problems,
      memory: start === undefined || done < 2 * warmUp ? undefined : { start, end },
    };
  } finally {
    for (const wire of wires) wire.close();
    await stage.stop();
  }
}

function add(sums: Map<string, number>, counts: ReadonlyMap<string, number>): void {
  for (const [name, count] of counts) sums.set(name, (sums.get(name) ?? 0) + count);
}
