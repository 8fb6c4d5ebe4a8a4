/** A hint with its place in the stream's listing. */
export interface PlacedHint {
  readonly id: string;
  /** Where a listing shows the record: milliseconds of its listing key, e.g. `created_at`. `null`: not known. */
  readonly at: number | null;
}

/** What looks cost, in requests. Fractions are fine: a page of 1,000 records costs a record 0.001. */
export interface LookCosts {
  /** Looking at one record by its id: 1, or 0.01 where one request reads a hundred. */
  readonly perId: number;
  /** Listing a window, however small. */
  readonly perWindow: number;
  /** What each further millisecond of a window adds: expected records in it, divided by the page size. */
  readonly perMillisecond: number;
}

/** A stretch of the listing, both ends included. */
export interface ListingWindow {
  readonly from: number;
  readonly to: number;
  /** Hinted records that it is expected to show; see {@link unseen}. */
  readonly ids: readonly string[];
}

export interface CoalescedLooks {
  readonly windows: readonly ListingWindow[];
  /** Records to be looked at one by one. */
  readonly ids: readonly string[];
}

/**
 * Turns many hints of one stream into the cheapest looks that cover all of them: a storm of 5,000 webhooks
 * becomes a few pages of the listing, and what is far from everything else is read by its id.
 *
 * Every hinted record is in exactly one window or among the ids. A place may be wrong (a forged or old hint),
 * so after a window was listed, {@link unseen} tells which of its records must still be looked at.
 * @throws {RangeError} if a cost is negative or no number.
 */
export function coalesceHints(hints: readonly PlacedHint[], costs: LookCosts): CoalescedLooks {
  for (const [name, cost] of Object.entries(costs))
    if (!(Number.isFinite(cost) && cost >= 0))
      throw new RangeError(`coalesceHints: ${name} must be a number from 0`);
  const places = new Map<string, number | null>();
  for (const { id, at } of hints) places.set(id, places.get(id) ?? finite(at));
  const placed = [...places].flatMap(([id, at]) => (at === null ? [] : [{ id, at }]));
  const looks = cheapest(
    placed.toSorted((left, right) => left.at - right.at),
    costs,
  );
  return {
    windows: looks.windows,
    ids: [...[...places].flatMap(([id, at]) => (at === null ? [id] : [])), ...looks.ids],
  };
}

/** Records that a window was expected to show and did not: to be looked at by their ids. */
export function unseen(window: ListingWindow, shown: Iterable<string>): readonly string[] {
  const seen = new Set(shown);
  return window.ids.filter((id) => !seen.has(id));
}

const finite = (at: number | null): number | null => (at !== null && Number.isFinite(at) ? at : null);

interface Placed {
  readonly id: string;
  readonly at: number;
}

/** How the hints up to one are covered most cheaply when that one is read by its id, or is the end of a window. */
interface Step {
  readonly byId: number;
  readonly inWindow: number;
  /** The window goes on from the hint before; else it begins at this one. */
  readonly extends: boolean;
}

// Costs grow evenly with the length of a window, so that the best cover of the first n hints needs only the
// two best covers of the first n - 1: one that ends outside of a window, and one that ends inside.
function cheapest(sorted: readonly Placed[], costs: LookCosts): CoalescedLooks {
  const steps: Step[] = [];
  let previousAt = 0;
  for (const { at } of sorted) {
    const before = steps.at(-1);
    const best = before ? Math.min(before.byId, before.inWindow) : 0;
    const going = before ? before.inWindow + (at - previousAt) * costs.perMillisecond : Infinity;
    const fresh = best + costs.perWindow;
    steps.push({ byId: best + costs.perId, inWindow: Math.min(going, fresh), extends: going <= fresh });
    previousAt = at;
  }
  return walkBack(sorted, steps);
}

function walkBack(sorted: readonly Placed[], steps: readonly Step[]): CoalescedLooks {
  const windows: ListingWindow[] = [];
  const ids: string[] = [];
  let open: Placed[] = [];
  for (const [index, hint] of [...sorted.entries()].toReversed()) {
    const step = steps[index];
    if (step === undefined) continue;
    if (open.length === 0 && step.byId <= step.inWindow) {
      ids.push(hint.id);
      continue;
    }
    open.push(hint);
    if (step.extends) continue;
    windows.push(windowOf(open));
    open = [];
  }
  return { windows: windows.toReversed(), ids: ids.toReversed() };
}

function windowOf(latestFirst: readonly Placed[]): ListingWindow {
  const hints = latestFirst.toReversed();
  return { from: hints[0]?.at ?? 0, to: hints.at(-1)?.at ?? 0, ids: hints.map(({ id }) => id) };
}
