import { expect, it } from 'vitest';
import { silentLog } from '../log.ts';
import { tokenLife, type Asked, type Grant } from './budget-state.ts';
import { createSharedBudget } from './create-shared-budget.ts';
import { HeldBack } from './held-back.ts';

/** A budget on a store that gives what it is told to. */
function setUp(grants: Array<Grant | Error>) {
  let time = 0;
  const asked: Asked[] = [];
  const waits: number[] = [];
  const budget = createSharedBudget({
    key: 'acme',
    pace: { capacity: 100, perSecond: 10 },
    store: {
      async takeTokens(_key, _pace, next) {
        asked.push(next);
        const grant = grants.shift() ?? { tokens: 0, wait: 1000 };
        if (grant instanceof Error) throw grant;
        return grant;
      },
      pause: async () => undefined,
    },
    states: { pausedUntil: async () => 0, learnPause: () => undefined },
    log: silentLog,
    now: () => time,
    async sleep(milliseconds) {
      waits.push(milliseconds);
      time += milliseconds;
    },
  });
  return { budget, asked, waits, advance: (milliseconds: number) => (time += milliseconds) };
}

it('takes some tokens in advance, and asks again when they are spent or a second old', async () => {
  const { budget, asked, advance } = setUp([
    { tokens: 3, wait: 0 },
    { tokens: 5, wait: 0 },
    { tokens: 5, wait: 0 },
  ]);
  for (let count = 0; count < 4; count += 1) await budget.take();
  expect(asked).toEqual([
    { lane: 'user', need: 1, want: 5 },
    { lane: 'user', need: 1, want: 5 },
  ]);
  advance(tokenLife - 1);
  await budget.take();
  expect(asked).toHaveLength(2);
  advance(1);
  await budget.take();
  expect(asked).toHaveLength(3);
});

it('asks for all who wait at once, and waits as long as it is told', async () => {
  const { budget, asked, waits } = setUp([
    { tokens: 0, wait: 300 },
    { tokens: 7, wait: 40 },
    { tokens: 1, wait: 0 },
  ]);
  await Promise.all(Array.from({ length: 8 }, async () => await budget.take()));
  expect(asked.map(({ need }) => need)).toEqual([8, 8, 1]);
  expect(waits).toEqual([300, 40]);
});

it('spends no token for a caller who has given up', async () => {
  const { budget, asked } = setUp([{ tokens: 1, wait: 0 }]);
  const giveUp = new AbortController();
  const waiting = budget.take(giveUp.signal);
  giveUp.abort(new Error('too late'));
  await expect(waiting).rejects.toThrow('too late');
  await new Promise((resolve) => setTimeout(resolve, 20));
  await budget.take();
  expect(asked).toHaveLength(1);
});

it('spends no token of before a pause', async () => {
  const { budget, asked } = setUp([
    { tokens: 5, wait: 0 },
    { tokens: 0, wait: 900 },
    { tokens: 1, wait: 0 },
  ]);
  await budget.take();
  budget.pause(900);
  await budget.take();
  expect(asked).toHaveLength(3);
});

it('sends nothing where the store cannot be asked', async () => {
  const { budget } = setUp([new Error('the database is away')]);
  await expect(budget.take()).rejects.toBeInstanceOf(HeldBack);
});
