import type { ItemKey, OwnedLink, WaitsFor } from '../../src/index.ts';
import { itemText } from '../../src/index.ts';

/** Which item waits for which link. */
export interface WaitRows {
  replace(item: ItemKey, waits: readonly WaitsFor[]): void;
  /** Items that wait for this link. */
  wokenBy(made: OwnedLink): readonly ItemKey[];
  all(): readonly { readonly item: ItemKey; readonly waits: readonly WaitsFor[] }[];
}

export function createWaitRows(): WaitRows {
  const rows = new Map<string, { item: ItemKey; waits: readonly WaitsFor[] }>();
  return {
    replace(item, waits) {
      if (waits.length === 0) rows.delete(itemText(item));
      else rows.set(itemText(item), { item, waits });
    },
    wokenBy: (made) =>
      [...rows.values()]
        .filter(({ waits }) => waits.some((wait) => isMet(wait, made)))
        .map(({ item }) => item),
    all: () => [...rows.values()],
  };
}

/** True where this live link is the one that is waited for. */
export function isMet(wait: WaitsFor, { item, link }: OwnedLink): boolean {
  if (link.state !== 'live' || link.stream !== wait.stream) return false;
  return wait.kind === 'record' ? link.remoteId === wait.remoteId : itemText(wait.item) === itemText(item);
}
