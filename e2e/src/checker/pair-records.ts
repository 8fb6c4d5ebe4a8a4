import type { Item } from '../stage/hub-api.ts';

/** One thing on both sides. */
export interface Pair {
  readonly item: Item;
  readonly row: Item;
}

const isArchived = (item: Item): boolean => item['archived'] === true;
const isDeleted = (row: Item): boolean => row['is_deleted'] === true;

/**
 * Pairs live items of the hub with the live records that they name, and says what has no counterpart, or two.
 *
 * Policy: what is deleted in Invoice Ninja is archived in the hub, or never came there; nor did what belongs to a client
 * that was deleted before, and is out of sight in Invoice Ninja as well.
 */
export function pairRecords(
  what: string,
  items: readonly Item[],
  rows: readonly Item[],
  isOutOfSight: (row: Item) => boolean = () => false,
): { readonly pairs: readonly Pair[]; readonly problems: readonly string[] } {
  const byId = Map.groupBy(items, (item) => item['invoice_ninja_id']);
  const problems: string[] = [];
  const pairs: Pair[] = [];
  for (const row of rows) {
    const found = byId.get(row['id']) ?? [];
    const live = found.filter((item) => !isArchived(item));
    const [item] = live;
    if (found.length > 1) problems.push(`${what} ${String(row['id'])}: ${found.length} items in the hub`);
    if (isDeleted(row)) {
      if (item !== undefined) problems.push(`${what} ${String(row['id'])}: deleted, but live in the hub`);
    } else if (item !== undefined) pairs.push({ item, row });
    else if (!isOutOfSight(row)) problems.push(`${what} ${String(row['id'])}: not in the hub`);
  }
  const known = new Set(rows.map((row) => row['id']));
  for (const item of items.filter((candidate) => !isArchived(candidate)))
    if (!known.has(item['invoice_ninja_id']))
      problems.push(`${what} ${String(item['id'])}: in the hub alone (${String(item['invoice_ninja_id'])})`);
  return { pairs, problems };
}
