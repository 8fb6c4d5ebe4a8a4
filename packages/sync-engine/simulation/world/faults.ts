import type { Random } from '../random.ts';
import type { TruthLog } from '../truth-log.ts';

/** Probability of each fault wherever it can happen, at intensity 1. */
const rates = {
  // Reading.
  'look-401': 0.01,
  'look-500': 0.03,
  'find-unavailable': 0.02,
  'list-unavailable': 0.03,
  'stale-list-page': 0.06,
  'page-drift': 0.25,
  'incomplete-listing': 0.1,
  'missed-in-listing': 0.06,
  poison: 0.03,
  // Writing.
  'connection-refused': 0.03,
  'rate-limited-429': 0.03,
  'failed-500': 0.03,
  'lost-response': 0.05,
  'late-execution': 0.04,
  // Of requests that move money: even longer than the declared longest request.
  'late-payment': 0.4,
  'refused-validation': 0.01,
  'ignored-value': 0.015,
  'late-normaliser': 0.015,
  // Hints.
  'dropped-hint': 0.1,
  'duplicated-hint': 0.15,
  'delayed-hint': 0.15,
  'reordered-hint': 0.2,
  'forged-hint': 0.03,
  // Clocks, of each change.
  'slow-transaction': 0.06,
  // Of each person's edit: the moment is chosen to fall between a read and a write of the engine.
  'edit-after-look': 0.04,
  'edit-after-write': 0.04,
  // Once in a while, for a whole stream.
  'skewed-clock': 0.3,
  'vanished-stream': 0.15,
  'backup-restored': 0.15,
} as const;

export type FaultName = keyof typeof rates;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant object are its own
export const faultNames = Object.keys(rates) as readonly FaultName[];

/** Draws faults, and logs each that happens. */
export interface Faults {
  /** Whether this fault happens here and now. */
  hits(fault: FaultName, about: string): boolean;
  /** The source of chance for how long, which record, and so on. */
  readonly random: Random;
  /** From now on nothing goes wrong, and people leave things alone. */
  calm(): void;
  /** Nothing goes wrong, now or ever. */
  isCalm(): boolean;
  /** `calm` was called. */
  readonly isOver: () => boolean;
}

export interface FaultOptions {
  readonly random: Random;
  readonly log: TruthLog;
  /** 0: nothing ever goes wrong; 1: as a bad week; more: brutal. */
  readonly intensity: number;
  /** These faults and no others, with these probabilities, whatever the intensity. */
  readonly only?: Readonly<Partial<Record<FaultName, number>>>;
}

export function createFaults({ random, log, intensity, only }: FaultOptions): Faults {
  // Each seed has its own weather: most faults rare, some absent, a few frequent.
  const weather = new Map(faultNames.map((fault) => [fault, random.pick([0, 0.5, 1, 1, 3])]));
  const probability = (fault: FaultName): number =>
    only === undefined
      ? Math.min(0.9, rates[fault] * intensity * (weather.get(fault) ?? 0))
      : (only[fault] ?? 0);
  let calm = intensity === 0 && only === undefined;
  let over = false;
  return {
    random,
    hits(fault, about) {
      if (calm || !random.chance(probability(fault))) return false;
      log.add({ kind: 'fault', fault, about });
      return true;
    },
    calm() {
      calm = true;
      over = true;
    },
    isCalm: () => calm,
    isOver: () => over,
  };
}
