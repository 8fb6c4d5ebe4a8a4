export { backoff, type BackoffOptions } from './backoff.ts';
export {
  coalesceHints,
  type CoalescedLooks,
  type ListingWindow,
  type LookCosts,
  type PlacedHint,
  unseen,
} from './coalesce-hints.ts';
export {
  type ByLane,
  defaultShares,
  type Lane,
  type LaneChoice,
  lanes,
  noCredit,
  pickLane,
} from './pick-lane.ts';
