import { isOpen, type Effect } from '../effect.ts';
import type { ItemKey, Link } from '../link.ts';
import type { Finding } from '../finding.ts';
import type { HistoryEntry, Hint, ItemCommit, ItemState, Lease, WaitsFor } from '../ports.ts';
import type { Look } from '../record.ts';
import type { Context } from './context.ts';

/**
 * - `settled`: everything agrees, waits for a named record, or is in a finding.
 * - `again`: another round may bring it further at once.
 * - `retry`: to be looked at again later, after so many milliseconds.
 */
export type Outcome =
  | { readonly kind: 'settled' }
  | { readonly kind: 'again' }
  | { readonly kind: 'retry'; readonly after: number };

/** One item under a lease, while it is worked on. */
export interface Work {
  readonly key: ItemKey;
  readonly lease: Lease;
  state: ItemState;
  outcome: Outcome;
  /** What each side shows: `hub` and streams. */
  looks: ReadonlyMap<string, Look>;
  /**
   * What need not be read again in the next round, by side: what was read in this one, and what the answers to writes
   * showed. Nobody else can have written the item meanwhile; an edit of a person's brings a hint of its own.
   */
  carried: ReadonlyMap<string, Look>;
  waits: readonly WaitsFor[];
}

/** What a commit changes; what is left out stays. */
export interface Change {
  readonly links?: readonly Link[];
  readonly effects?: readonly Effect[];
  readonly findings?: readonly Finding[];
  readonly resolved?: readonly string[];
  readonly waits?: readonly WaitsFor[];
  readonly deletions?: ItemCommit['deletions'];
  readonly history?: readonly HistoryEntry[];
  readonly dirty?: readonly Hint[];
}

/** Commits changes of several items, one transaction each; a fenced item is left to whoever fenced it. */
export async function commitAll(
  context: Context,
  changes: readonly { readonly work: Work; readonly change: Change }[],
): Promise<void> {
  if (changes.length === 0) return;
  const results = await context.ports.store.commit(changes.map(({ work, change }) => toCommit(work, change)));
  for (const [index, { work, change }] of changes.entries()) {
    const result = results[index];
    if (result?.kind !== 'committed') {
      work.outcome = { kind: 'retry', after: context.options.retryAfter };
      continue;
    }
    work.waits = change.waits ?? work.waits;
    work.state = {
      ...work.state,
      rev: result.rev,
      // No look that was made before the lease has seen this commit.
      committedAt: Infinity,
      links: change.links ?? work.state.links,
      effects: openAfter(work.state.effects, change.effects ?? []),
    };
  }
}

const toCommit = (work: Work, change: Change): ItemCommit => ({
  key: work.key,
  rev: work.state.rev,
  lease: work.lease,
  links: change.links ?? work.state.links,
  effects: change.effects ?? [],
  findings: change.findings ?? [],
  resolved: change.resolved ?? [],
  dirty: change.dirty ?? [],
  waits: change.waits ?? work.waits,
  deletions: change.deletions ?? [],
  history: change.history ?? [],
});

function openAfter(before: readonly Effect[], changed: readonly Effect[]): Effect[] {
  const byId = new Map([...before, ...changed].map((effect) => [effect.id, effect]));
  return [...byId.values()].filter(isOpen);
}

/** Works that another round may bring further. */
export const unfinished = (works: readonly Work[]): Work[] =>
  works.filter(({ outcome }) => outcome.kind === 'again');

/** A side has answered a write: with the record as it shows it now, or with what makes another look necessary. */
export function carryAnswer(work: Work, side: string, look: Look | undefined): void {
  const carried = new Map(work.carried);
  if (look === undefined) carried.delete(side);
  else carried.set(side, look);
  work.carried = carried;
}
