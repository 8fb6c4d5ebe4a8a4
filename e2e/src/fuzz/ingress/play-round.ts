import * as fc from 'fast-check';
import type { Call } from './call.ts';
import { calls } from './calls.ts';
import type { Wire } from './open-wire.ts';
import { judge, type Answer, type Effect } from './oracle.ts';
import type { IngressStage } from './start-stage.ts';
import { toBytes } from './to-bytes.ts';

/** What one round has shown. */
export interface RoundResult {
  readonly classes: ReadonlyMap<string, number>;
  /** `<kind> <answer>`, e.g. `forged 403`. */
  readonly answers: ReadonlyMap<string, number>;
  readonly problems: readonly Problem[];
  /** What may be stored later than this round ended: calls that ended before they were answered. */
  readonly late: readonly Effect[];
}

/** Something that must not be. */
export interface Problem {
  readonly what: string;
  /** Place in the round of the call that it is about; `undefined`: it is about the store. */
  readonly index: number | undefined;
}

/** Bodies of a round: what they leave in the store is compared at its end. */
export const roundSize = 1_000;
/** In every so many rounds, the store is down all the time. */
const outageEvery = 25;

const endOfSubscription: ReadonlySet<Answer> = new Set([404, 405, 410]);

/** The calls of a round, the same for the same seed and number. */
export const callsOfRound = (seed: number, round: number): Call[] =>
  fc.sample(calls, { numRuns: roundSize, seed: (seed * 1_000_003 + round) | 0 });

export interface PlayRoundOptions {
  readonly seed: number;
  readonly round: number;
  readonly size: number;
  /** Of the round before. */
  readonly late: readonly Effect[];
}

/** Plays the first `size` calls of a round over several connections at once, and compares what is stored. */
export async function playRound(
  stage: IngressStage,
  wires: readonly Wire[],
  { seed, round, size, late }: PlayRoundOptions,
): Promise<RoundResult> {
  const isDown = round % outageEvery === outageEvery - 1;
  stage.setDown(isDown);
  const todo = callsOfRound(seed, round).slice(0, size);
  const must: Effect[] = [];
  const may: Effect[] = [];
  const problems: Problem[] = [];
  const classes = new Map<string, number>();
  const answers = new Map<string, number>();
  let next = 0;

  async function playOn(wire: Wire): Promise<void> {
    for (let index = next++; index < todo.length; index = next++) {
      const call = todo[index];
      if (call === undefined) return;
      for (const name of call.classes) count(classes, name);
      const verdict = judge(call, isDown);
      // oxlint-disable-next-line no-await-in-loop -- one call after the other on each connection
      const answer = await wire.exchange(call.method, toBytes(call));
      count(answers, `${verdict.kind} ${answer}`);
      if (verdict.isNinjaPath && endOfSubscription.has(answer))
        problems.push({ index, what: `Invoice Ninja would unsubscribe: ${answer}` });
      else if (!verdict.answers(answer))
        problems.push({ index, what: `${verdict.kind}, and answered ${answer}` });
      if (answer === 204) must.push(verdict.effect);
      else may.push(verdict.allowed);
    }
  }

  await Promise.all(wires.map(playOn));
  const stored = await stage.takeStored();
  problems.push(
    ...compare('hints', stored, must, [...may, ...late]),
    ...compare('findings', stored, must, [...may, ...late]),
  );
  return { classes, answers, problems, late: may.filter(isSomething) };
}

const count = (counts: Map<string, number>, name: string): void =>
  void counts.set(name, (counts.get(name) ?? 0) + 1);

const isSomething = ({ hints, findings }: Effect): boolean => hints.length + findings.length > 0;

/** Everything that was acknowledged is stored, and nothing else. */
function compare(
  what: keyof Effect,
  stored: Effect,
  must: readonly Effect[],
  may: readonly Effect[],
): Problem[] {
  const there = new Set(stored[what]);
  const wanted = new Set(must.flatMap((effect) => effect[what]));
  const allowed = new Set(may.flatMap((effect) => effect[what]));
  const lost = [...wanted].filter((one) => !there.has(one));
  const forged = [...there].filter((one) => !wanted.has(one) && !allowed.has(one));
  return [
    ...lost.map((one) => ({ index: undefined, what: `acknowledged, and not stored: ${one.slice(0, 300)}` })),
    ...forged.map((one) => ({
      index: undefined,
      what: `stored, and never acknowledged: ${one.slice(0, 300)}`,
    })),
  ];
}
