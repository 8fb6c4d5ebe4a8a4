import { manualClock } from '@unified-sync/http-client/testing';
import { expect, it } from 'vitest';
import { hostedBudget } from './hosted-budget.ts';

it('lets no minute have more than 500 requests, and most of them through', async () => {
  const clock = manualClock(0);
  const budget = hostedBudget({ now: clock.now, sleep: clock.sleep });
  const sent: number[] = [];
  while (clock.now() < 180_000) {
    await budget.take();
    sent.push(clock.now());
  }
  const worst = Math.max(
    ...sent.map((from) => sent.filter((time) => time >= from && time < from + 60_000).length),
  );
  expect(worst).toBeLessThanOrEqual(500);
  expect(sent.length).toBeGreaterThan(1_200);
});
