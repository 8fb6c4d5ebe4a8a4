import type { Finding, ItemKey } from '../../src/index.ts';
import { itemText } from '../../src/index.ts';

export interface FindingRow {
  readonly finding: Finding;
  readonly open: boolean;
  /** How often it was opened. */
  readonly opened: number;
  /** When it was last opened, milliseconds. */
  readonly at: number;
}

/** What people must see, one row a key; a row is never deleted. */
export interface FindingRows {
  report(findings: readonly Finding[]): void;
  resolve(keys: readonly string[]): void;
  openKeys(items: readonly ItemKey[]): readonly string[];
  all(): readonly FindingRow[];
}

export function createFindingRows(now: () => number): FindingRows {
  const rows = new Map<string, FindingRow>();
  return {
    report(findings) {
      for (const finding of findings) {
        const row = rows.get(finding.key);
        if (row?.open !== true)
          rows.set(finding.key, { finding, open: true, opened: (row?.opened ?? 0) + 1, at: now() });
      }
    },
    resolve(keys) {
      for (const key of keys) {
        const row = rows.get(key);
        if (row !== undefined) rows.set(key, { ...row, open: false });
      }
    },
    openKeys(items) {
      const wanted = new Set(items.map(itemText));
      return [...rows.values()]
        .filter(({ open, finding: { item } }) => open && item !== null && wanted.has(itemText(item)))
        .map(({ finding }) => finding.key);
    },
    all: () => [...rows.values()],
  };
}
