/** Kinds of work on one budget, most urgent first. */
export const lanes = ['webhook', 'user', 'reconcile', 'backfill'] as const;

export type Lane = (typeof lanes)[number];

/** A number for each lane. */
export type ByLane = Readonly<Record<Lane, number>>;

/** Percent of the picks that each lane gets at least, while it waits: above 0 each, 100 at most together. */
export const defaultShares: ByLane = { webhook: 40, user: 20, reconcile: 10, backfill: 5 };

/** What each lane is owed, in percent of a pick: where {@link pickLane} left off. */
export const noCredit: ByLane = { webhook: 0, user: 0, reconcile: 0, backfill: 0 };

export interface LaneChoice {
  /** `undefined` where nothing waits. */
  readonly lane: Lane | undefined;
  /** To be handed to the next pick of the same budget. */
  readonly credit: ByLane;
}

/**
 * Picks the lane that may use the next request of a budget: the most urgent one that waits, unless another
 * has waited for so long that its share is due.
 *
 * A lane gains credit with every pick that it waits through, and a lane that does not wait has none: nobody
 * saves up a share to block the others later.
 * @param options.waiting Whether work waits, e.g. its count.
 * @param options.credit What the last pick of this budget returned; {@link noCredit} at first.
 * @throws {RangeError} if the shares are not above 0, or more than 100 together.
 */
export function pickLane(options: {
  readonly waiting: ByLane;
  readonly credit: ByLane;
  /** @default defaultShares */
  readonly shares?: ByLane;
}): LaneChoice {
  const { waiting, shares = defaultShares } = options;
  checkShares(shares);
  const candidates = lanes.filter((lane) => waiting[lane] > 0);
  const earned = byLane((lane) => (waiting[lane] > 0 ? options.credit[lane] + shares[lane] : 0));
  const lane = mostOwed(candidates, earned) ?? candidates[0];
  const credit = byLane((one) => (one === lane ? Math.max(0, earned[one] - 100) : earned[one]));
  return { lane, credit };
}

/** The lane that is owed most, if one is owed a whole pick; the more urgent one of two alike. */
function mostOwed(candidates: readonly Lane[], earned: ByLane): Lane | undefined {
  const owed = candidates.filter((lane) => earned[lane] >= 100);
  return owed.toSorted((left, right) => earned[right] - earned[left])[0];
}

function byLane(value: (lane: Lane) => number): ByLane {
  return {
    webhook: value('webhook'),
    user: value('user'),
    reconcile: value('reconcile'),
    backfill: value('backfill'),
  };
}

function checkShares(shares: ByLane): void {
  const values = lanes.map((lane) => shares[lane]);
  const total = values.reduce((sum, value) => sum + value, 0);
  if (!values.every((value) => value > 0) || total > 100)
    throw new RangeError(
      `pickLane: shares must be above 0 each and 100 at most together, not ${values.join(' + ')}`,
    );
}
