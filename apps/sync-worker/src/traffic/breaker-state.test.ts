import { describe, expect, it } from 'vitest';
import {
  afterRequest,
  breakerRules,
  freshBreaker,
  takeProbe,
  type BreakerState,
  type RequestEnd,
} from './breaker-state.ts';

const { failuresToOpen, firstRest, longestRest, probeFor } = breakerRules;
const failed: RequestEnd = { kind: 'failed', request: 'GET /clients', mayBeItsOwn: false, cause: 'reset' };

/** A breaker with its clock. */
function setUp(random = 0) {
  let state: BreakerState = freshBreaker(0);
  let now = 0;
  return {
    state: () => state,
    advance: (milliseconds: number) => (now += milliseconds),
    end: (end: RequestEnd) => (state = afterRequest(state, end, { now, random })),
    fail(times: number, end: RequestEnd = failed) {
      for (let count = 0; count < times; count += 1) state = afterRequest(state, end, { now, random });
    },
    probe() {
      const taken = takeProbe(state, { now });
      state = taken.state;
      return taken.probe;
    },
  };
}

function opened(random = 0) {
  const breaker = setUp(random);
  breaker.fail(failuresToOpen);
  return breaker;
}

describe('a closed breaker', () => {
  it('opens at the last of so many failures in a row, and says why and since when', () => {
    const breaker = setUp();
    breaker.fail(failuresToOpen - 1);
    expect(breaker.state().phase).toBe('closed');
    breaker.advance(70);
    breaker.fail(1);
    expect(breaker.state()).toMatchObject({ phase: 'open', since: 70, cause: 'reset' });
  });

  it('begins to count anew where the provider answers', () => {
    const breaker = setUp();
    breaker.fail(failuresToOpen - 1);
    breaker.end({ kind: 'answered' });
    breaker.fail(failuresToOpen - 1);
    expect(breaker.state().phase).toBe('closed');
  });

  it('counts what says nothing of the provider neither way', () => {
    const breaker = setUp();
    breaker.fail(failuresToOpen - 1);
    breaker.end({ kind: 'unsaid' });
    breaker.fail(1);
    expect(breaker.state().phase).toBe('open');
  });

  it('does not open for one request that fails by itself, however often, but for several', () => {
    const breaker = setUp();
    const poison: RequestEnd = { ...failed, mayBeItsOwn: true };
    breaker.fail(50, poison);
    expect(breaker.state().phase).toBe('closed');
    for (let id = 1; id < failuresToOpen; id += 1) breaker.end({ ...poison, request: `GET /clients/${id}` });
    expect(breaker.state().phase).toBe('open');
  });
});

describe('an open breaker', () => {
  it('lets nobody through before its rest is over, and exactly one then', () => {
    const breaker = opened();
    breaker.advance(firstRest / 2 - 1);
    expect(breaker.probe()).toBeUndefined();
    breaker.advance(1);
    expect(breaker.probe()).toBe(1);
    expect(breaker.probe()).toBeUndefined();
    expect(breaker.state().phase).toBe('half_open');
  });

  it('closes when the probe is answered', () => {
    const breaker = opened();
    breaker.advance(firstRest);
    breaker.end({ kind: 'answered', probe: breaker.probe() });
    expect(breaker.state()).toMatchObject({ phase: 'closed', failures: 0, openings: 0, since: firstRest });
  });

  it('rests twice as long after each probe that fails, up to a limit, and never less than half of it', () => {
    for (const [random, share] of [
      [0, 0.5],
      [0.999_999, 1],
    ] as const) {
      const breaker = opened(random);
      const rests: number[] = [];
      let from = 0;
      for (let probes = 0; probes < 8; probes += 1) {
        const rest = (breaker.state().probeAt ?? 0) - from;
        rests.push(rest);
        breaker.advance(rest);
        from += rest;
        breaker.end({ ...failed, probe: breaker.probe() });
      }
      const full = [1, 2, 4, 8, 16, 30, 30, 30].map((times) => Math.min(longestRest, times * firstRest));
      expect(rests).toEqual(full.map((rest) => Math.ceil(rest * share)));
      expect(breaker.state().since).toBe(0);
    }
  });

  it('is left alone by what was sent before it opened', () => {
    const breaker = opened();
    const before = breaker.state();
    breaker.end({ kind: 'answered' });
    breaker.fail(3);
    expect(breaker.state()).toBe(before);
  });

  it('lets another try at once where a probe says nothing', () => {
    const breaker = opened();
    breaker.advance(firstRest);
    breaker.end({ kind: 'unsaid', probe: breaker.probe() });
    expect(breaker.state().openings).toBe(1);
    expect(breaker.probe()).toBe(2);
  });

  it('gives the probe to another when its holder is silent for too long, and no longer listens to that one', () => {
    const breaker = opened();
    breaker.advance(firstRest);
    const dead = breaker.probe();
    breaker.advance(probeFor - 1);
    expect(breaker.probe()).toBeUndefined();
    breaker.advance(1);
    const second = breaker.probe();
    expect(second).toBe(2);
    breaker.end({ ...failed, probe: dead });
    breaker.end({ kind: 'answered', probe: dead });
    expect(breaker.state().phase).toBe('half_open');
    breaker.end({ kind: 'answered', probe: second });
    expect(breaker.state().phase).toBe('closed');
  });
});
