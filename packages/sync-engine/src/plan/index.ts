export { planItem, type Plan, type PlanInput } from './plan-item.ts';
export { settleEffect, type Settlement, type SettleInput } from './settle-effect.ts';
export { readOutcome, type ReadOutcome } from './read-outcome.ts';
export { viewHub, viewRecord, viewRemote, type Presence, type SideView } from './side-view.ts';
export { sameValue, type FieldPair } from './same-value.ts';
export type { References } from './references.ts';
