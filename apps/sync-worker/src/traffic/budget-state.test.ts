import { lanes, type Lane } from '@unified-sync/sync-engine';
import { seededRandom } from '@unified-sync/http-client/testing';
import { describe, expect, it } from 'vitest';
import {
  atTime,
  fullBudget,
  paceOf,
  pauseBudget,
  takeTokens,
  tokenLife,
  type BudgetState,
} from './budget-state.ts';

const step = 50;

/** Several who ask for tokens as often as they are told to, for some minutes; gives the times of all tokens, by lane. */
function spend(options: {
  readonly perMinute: number;
  readonly minutes: number;
  /** Requests that each lane has waiting at a time. */
  readonly need: (lane: Lane, now: number, soFar: number) => number;
  readonly advance?: number;
}): ReadonlyMap<Lane, readonly number[]> {
  const pace = paceOf(options.perMinute);
  const given = new Map<Lane, number[]>(lanes.map((lane) => [lane, []]));
  const askAt = new Map<Lane, number>();
  let state: BudgetState = fullBudget(pace, 0);
  // The least urgent first: whoever asks first is not to win for that.
  for (let now = 0; now < options.minutes * 60_000; now += step)
    for (const lane of lanes.toReversed()) {
      const need = options.need(lane, now, given.get(lane)?.length ?? 0);
      if (need === 0 || now < (askAt.get(lane) ?? 0)) continue;
      const taken = takeTokens(state, pace, { lane, need, want: options.advance ?? 0, now });
      state = taken.state;
      given.get(lane)?.push(...Array.from({ length: taken.grant.tokens }, () => now));
      askAt.set(lane, now + taken.grant.wait);
    }
  return given;
}

const perMinute = (given: ReadonlyMap<Lane, readonly number[]>, lane: Lane, minutes: number): number =>
  (given.get(lane)?.length ?? 0) / minutes;

describe('a budget', () => {
  it.each([10, 60, 500])('never spends more than %i in any minute, whoever asks, and most of it', (limit) => {
    const random = seededRandom(limit);
    const given = spend({
      perMinute: limit,
      minutes: 6,
      advance: 3,
      need: () => (random() < 0.5 ? 0 : Math.ceil(random() * 20)),
    });
    const times = [...given.values()].flat().toSorted((left, right) => left - right);
    const within = (from: number): number =>
      // A token may be used a while after it was given.
      times.filter((time) => time >= from && time < from + 60_000 + tokenLife).length;
    expect(Math.max(...times.map(within))).toBeLessThanOrEqual(limit);
    expect(times.length / 6).toBeGreaterThan(limit * 0.75);
  });

  it('gives a lane that is alone all of it', () => {
    const given = spend({ perMinute: 60, minutes: 10, need: (lane) => (lane === 'backfill' ? 5 : 0) });
    expect(perMinute(given, 'backfill', 10)).toBeGreaterThan(46);
  });

  it('leaves every lane its share under a flood of all, and the urgent one the most', () => {
    const given = spend({ perMinute: 60, minutes: 60, need: () => 10 });
    const total = lanes.reduce((sum, lane) => sum + perMinute(given, lane, 60), 0);
    const share = (lane: Lane): number => perMinute(given, lane, 60) / total;
    expect(share('webhook')).toBeGreaterThan(0.6);
    expect(share('user')).toBeGreaterThan(0.19);
    expect(share('reconcile')).toBeGreaterThan(0.095);
    expect(share('backfill')).toBeGreaterThan(0.045);
  });

  it('gives a webhook one of the next tokens while a backfill floods', () => {
    const arrivals = [130_000, 200_000, 270_000, 500_000];
    const given = spend({
      perMinute: 60,
      minutes: 10,
      advance: 3,
      need(lane, now, soFar) {
        if (lane === 'backfill') return 20;
        return lane === 'webhook' ? arrivals.filter((at) => at <= now).length - soFar : 0;
      },
    });
    const waits = given.get('webhook')?.map((time, index) => time - (arrivals[index] ?? 0)) ?? [];
    // A token comes every 1.3 s, and one who waits asks every second.
    expect(waits).toHaveLength(arrivals.length);
    expect(Math.max(...waits)).toBeLessThan(2400);
    expect(given.get('backfill')?.length).toBeGreaterThan(400);
  });

  it('keeps the next token for the urgent one that waits, and gives it to nobody else meanwhile', () => {
    const pace = paceOf(60);
    let state = fullBudget(pace, 0);
    state = takeTokens(state, pace, { lane: 'backfill', need: 12, want: 12, now: 0 }).state;
    const first = takeTokens(state, pace, { lane: 'webhook', need: 1, want: 0, now: 0 });
    expect(first.grant).toEqual({ tokens: 0, wait: 1000 });
    const second = takeTokens(first.state, pace, { lane: 'backfill', need: 20, want: 0, now: 1300 });
    expect(second.grant.tokens).toBe(0);
    const third = takeTokens(second.state, pace, { lane: 'webhook', need: 1, want: 0, now: 1350 });
    expect(third.grant.tokens).toBe(1);
  });

  it('gives back what was kept for one who asks no more', () => {
    const pace = paceOf(60);
    const empty = { ...fullBudget(pace, 0), tokens: 0 };
    const gone = takeTokens(empty, pace, { lane: 'webhook', need: 9, want: 0, now: 0 }).state;
    const waiting = takeTokens(gone, pace, { lane: 'backfill', need: 9, want: 0, now: 2000 });
    expect(waiting.grant.tokens).toBe(0);
    const later = takeTokens(waiting.state, pace, { lane: 'backfill', need: 9, want: 0, now: 4000 });
    expect(later.grant.tokens).toBe(3);
  });

  it('gives nothing during a pause, whatever was saved up or kept, and begins empty after it', () => {
    const pace = paceOf(60);
    const paused = pauseBudget(fullBudget(pace, 0), { milliseconds: 30_000, now: 0 });
    const during = takeTokens(paused, pace, { lane: 'webhook', need: 1, want: 0, now: 29_999 });
    expect(during.grant.tokens).toBe(0);
    expect(
      takeTokens(during.state, pace, { lane: 'webhook', need: 9, want: 0, now: 31_300 }).grant.tokens,
    ).toBe(1);
  });

  it('gives nothing for a clock that is set back', () => {
    const pace = paceOf(60);
    const spent = { ...fullBudget(pace, 50_000), tokens: 0 };
    expect(atTime(spent, pace, 0).tokens).toBe(0);
  });
});
