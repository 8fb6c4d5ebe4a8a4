import { describe, expect, it } from 'vitest';
import { breakerRules, type RequestEnd } from '../../traffic/breaker-state.ts';
import { paceOf } from '../../traffic/budget-state.ts';
import type { TrafficStore } from '../../traffic/traffic-store.ts';
import { useTestStores } from '../testing/test-store.ts';

const { create } = useTestStores();
const { failuresToOpen, firstRest, probeFor } = breakerRules;
const failed: RequestEnd = { kind: 'failed', request: 'GET /', mayBeItsOwn: false, cause: 'no answer' };
const key = 'ninja-acme';

async function setUp() {
  const { store, ofAnotherWorker, advance } = await create();
  const processes = [store.traffic, ofAnotherWorker().traffic];
  const [one, other] = [store.traffic, ofAnotherWorker().traffic];
  const open = async (): Promise<void> => {
    for (let count = 0; count < failuresToOpen; count += 1)
      // oxlint-disable-next-line no-await-in-loop -- one failure after the other, from both in turn
      await (count % 2 === 0 ? one : other).endRequest(key, failed);
  };
  return { one, other, processes, advance, open };
}

describe('a breaker that processes share', () => {
  it('counts the failures of all of them, and is open for all', async () => {
    const { open, other } = await setUp();
    await open();
    expect((await other.read()).breakers.get(key)).toMatchObject({ phase: 'open', cause: 'no answer' });
  });

  it('counts failures that come at the same instant, none of them lost', async () => {
    const { processes, one } = await setUp();
    await Promise.all(
      Array.from(
        { length: failuresToOpen - 1 },
        async (_, at) => await processes[at % 2]?.endRequest(key, failed),
      ),
    );
    expect((await one.read()).breakers.get(key)).toMatchObject({
      phase: 'closed',
      failures: failuresToOpen - 1,
    });
  });

  it('gives one probe to one of many who ask in both processes at once', async () => {
    const { open, processes, advance } = await setUp();
    await open();
    await advance(firstRest);
    const asked = await Promise.all(
      Array.from({ length: 40 }, async (_, at) => await processes[at % 2]?.takeProbe(key)),
    );
    expect(asked.filter((taken) => taken?.probe !== undefined)).toHaveLength(1);
  });

  it('gives the probe of a process that died to the other, once it is silent for too long', async () => {
    const { open, one, other, advance } = await setUp();
    await open();
    await advance(firstRest);
    const { probe: dead } = await one.takeProbe(key);
    await advance(probeFor - 1);
    expect(await other.takeProbe(key)).toMatchObject({ probe: undefined, breaker: { probeIn: 1 } });
    await advance(1);
    const { probe } = await other.takeProbe(key);
    expect(probe).toBe((dead ?? 0) + 1);
    expect(await other.endRequest(key, { kind: 'answered', probe })).toMatchObject({ phase: 'closed' });
  });
});

describe('a budget that processes share', () => {
  const take = async (store: TrafficStore, need: number): Promise<number> =>
    (await store.takeTokens('invoicing.co', paceOf(60), { lane: 'user', need, want: 0 })).tokens;

  it('gives each token to one of them', async () => {
    const { processes } = await setUp();
    const taken = await Promise.all(
      Array.from({ length: 30 }, async (_, at) => {
        const store = processes[at % 2];
        return store === undefined ? 0 : await take(store, 1);
      }),
    );
    expect(taken.reduce((sum, one) => sum + one, 0)).toBe(paceOf(60).capacity);
  });

  it('refills by the clock of the store', async () => {
    const { one, other, advance } = await setUp();
    await take(one, 12);
    expect(await take(other, 12)).toBe(0);
    await advance(4000);
    expect(await take(other, 12)).toBe(3);
  });

  it('gives nobody anything while one of them was told to wait', async () => {
    const { one, other, advance } = await setUp();
    await one.pause('invoicing.co', paceOf(60), 20_000);
    await advance(19_000);
    expect(await take(other, 1)).toBe(0);
    expect((await other.read()).budgets.get('invoicing.co')).toMatchObject({ pausedFor: 1000 });
    await advance(2500);
    expect(await take(other, 1)).toBe(1);
  });

  it('keeps the longer of two waits, where no limit is known too', async () => {
    const { one, other } = await setUp();
    await one.pause('hub', null, 20_000);
    await other.pause('hub', null, 1000);
    expect((await one.read()).budgets.get('hub')).toMatchObject({ pausedFor: 20_000, state: null });
  });
});
