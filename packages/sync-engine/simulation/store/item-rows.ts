import type { Effect, ItemCommit, ItemKey, ItemState, Link, OwnedLink } from '../../src/index.ts';
import { isOpen, itemText, remotePartKey } from '../../src/index.ts';

/** Items with their links and effects. */
export interface ItemRows {
  get(key: ItemKey): ItemState;
  /** A live link that another item has of one of these parts, or two of these for one part or one stream. */
  isTaken(commit: ItemCommit): boolean;
  /** Stores the item's new state. */
  put(commit: ItemCommit, committedAt: number): ItemState;
  links(): readonly OwnedLink[];
  /** Every effect there ever was, in its last state. */
  effects(): readonly { readonly item: ItemKey; readonly effect: Effect }[];
  all(): readonly ItemState[];
}

interface ItemRow {
  readonly key: ItemKey;
  readonly rev: number;
  readonly committedAt: number;
  readonly links: readonly Link[];
}

export function createItemRows(): ItemRows {
  const items = new Map<string, ItemRow>();
  /** By item, then by effect id. */
  const effects = new Map<string, Map<string, Effect>>();
  /** Owner of each live remote part: the unique index. */
  const owners = new Map<string, string>();
  /** Every link, until one changes: queries ask far more often than commits write. */
  let allLinks: readonly OwnedLink[] | undefined;

  function stateOf(row: ItemRow): ItemState {
    const own = effects.get(itemText(row.key))?.values() ?? [];
    return { ...row, effects: [...own].filter(isOpen) };
  }

  return {
    get(key) {
      const row = items.get(itemText(key));
      return row === undefined ? { key, rev: 0, committedAt: 0, links: [], effects: [] } : stateOf(row);
    },
    isTaken({ key, links }) {
      const own = itemText(key);
      const live = links.filter(({ state }) => state === 'live');
      return (
        new Set(live.map(remotePartKey)).size < live.length ||
        new Set(live.map(({ stream }) => stream)).size < live.length ||
        live.some((link) => (owners.get(remotePartKey(link)) ?? own) !== own)
      );
    },
    put({ key, rev, links, effects: changed }, committedAt) {
      const item = itemText(key);
      allLinks = undefined;
      for (const link of items.get(item)?.links ?? []) {
        const part = remotePartKey(link);
        if (owners.get(part) === item) owners.delete(part);
      }
      for (const link of links) if (link.state === 'live') owners.set(remotePartKey(link), item);
      const own = effects.get(item) ?? new Map<string, Effect>();
      for (const effect of changed) own.set(effect.id, effect);
      effects.set(item, own);
      const row = { key, rev: rev + 1, committedAt, links };
      items.set(item, row);
      return stateOf(row);
    },
    links: () =>
      (allLinks ??= [...items.values()].flatMap(({ key, links }) =>
        links.map((link) => ({ item: key, link })),
      )),
    effects: () =>
      [...items.values()].flatMap(({ key }) =>
        [...(effects.get(itemText(key))?.values() ?? [])].map((effect) => ({ item: key, effect })),
      ),
    all: () => [...items.values()].map(stateOf),
  };
}
