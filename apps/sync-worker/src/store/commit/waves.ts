import { itemText, type ItemCommit } from '@unified-sync/sync-engine';

/** Splits commits so that none of the parts names an item twice: the first of each item, then the second of each… */
export function wavesOf(commits: readonly ItemCommit[]): readonly (readonly ItemCommit[])[] {
  const seen = new Map<string, number>();
  const waves: ItemCommit[][] = [];
  for (const commit of commits) {
    const item = itemText(commit.key);
    const index = seen.get(item) ?? 0;
    seen.set(item, index + 1);
    (waves[index] ??= []).push(commit);
  }
  return waves;
}
