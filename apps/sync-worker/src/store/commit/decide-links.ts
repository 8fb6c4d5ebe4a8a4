import { itemText, remotePartKey, type ItemCommit, type Link } from '@unified-sync/sync-engine';
import type { Ownership, StoredLink } from './read-ownership.ts';

/** A commit that may be stored. */
export interface AcceptedCommit {
  readonly commit: ItemCommit;
  /** What its links stood for until now. */
  readonly before: readonly StoredLink[];
  /** Live links that this commit makes. */
  readonly made: readonly Link[];
}

export interface LinkDecision {
  readonly accepted: readonly AcceptedCommit[];
  readonly taken: readonly ItemCommit[];
}

/**
 * Which commits may have their links, one after the other, as if each were stored before the next. What another
 * transaction stores meanwhile shows as a violation of the unique indexes, and everything begins again.
 */
export function decideLinks(commits: readonly ItemCommit[], { links, owners }: Ownership): LinkDecision {
  const present = new Map(owners);
  const accepted: AcceptedCommit[] = [];
  const taken: ItemCommit[] = [];
  for (const commit of commits) {
    const item = itemText(commit.key);
    const live = commit.links.filter(({ state }) => state === 'live');
    if (isAmongThemselvesTaken(live) || live.some((link) => isAnothers(present, link, item))) {
      taken.push(commit);
      continue;
    }
    const before = links.get(item) ?? [];
    const had = new Set(before.filter(({ state }) => state === 'live').map(remotePartKey));
    for (const part of had) if (present.get(part) === item) present.delete(part);
    for (const link of live) present.set(remotePartKey(link), item);
    accepted.push({ commit, before, made: live.filter((link) => !had.has(remotePartKey(link))) });
  }
  return { accepted, taken };
}

const isAmongThemselvesTaken = (live: readonly Link[]): boolean =>
  new Set(live.map(remotePartKey)).size < live.length ||
  new Set(live.map(({ stream }) => stream)).size < live.length;

const isAnothers = (owners: ReadonlyMap<string, string>, link: Link, item: string): boolean =>
  (owners.get(remotePartKey(link)) ?? item) !== item;
