import { instantOf } from '../listing/instants.ts';
import type { World } from './store/world.ts';

/** How big a seeded business is. */
export interface SeedOptions {
  /** @default 200 */
  transactions?: number;
  /** Transactions that share one `created_at`. @default 5 */
  tied?: number;
}

/** Fills the business with counterparties and card payments of the last 90 days, the same for the same seed. */
export function seedBusiness(
  world: World,
  random: () => number,
  { transactions = 200, tied = 5 }: SeedOptions = {},
): void {
  const { db, clock, createId } = world;
  const [account] = db.accounts.all();
  if (account === undefined) return;
  const start = BigInt(Math.floor(clock.now())) * 1000n - 90n * 86_400_000_000n;
  const step = (90n * 86_400_000_000n) / BigInt(Math.max(1, transactions));
  for (let index = 0; index < transactions; index += 1) {
    // Every now and then several of one moment, as a file of payments makes them.
    const slot = index % 20 < tied ? index - (index % 20) : index;
    const created_at = instantOf(start + BigInt(slot) * step);
    const id = createId();
    const amount = -Math.floor(1 + random() * 20_000) / 100;
    db.transactions.insert({
      id,
      type: 'card_payment',
      state: random() < 0.9 ? 'completed' : 'pending',
      created_at,
      updated_at: created_at,
      legs: [
        {
          leg_id: id,
          account_id: account.id,
          amount,
          currency: account.currency,
          description: `Purchase ${index}`,
        },
      ],
    });
  }
}
