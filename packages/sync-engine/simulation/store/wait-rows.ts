import type { ItemKey, OwnedLink, WaitsFor } from '../../src/index.ts';
import { itemText } from '../../src/index.ts';

/** Which item waits for which link. */
export interface WaitRows {
  replace(item: ItemKey, waits: readonly WaitsFor[]): void;
  /** Items that wait for this link. */
  wokenBy(made: OwnedLink): readonly ItemKey[];
  /** Items that wait for the first listing of this stream. */
  waitingForListing(stream: string): readonly ItemKey[];
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
    waitingForListing: (stream) =>
      [...rows.values()]
        .filter(({ waits }) => waits.some((wait) => wait.kind === 'listing' && wait.stream === stream))
        .map(({ item }) => item),
    all: () => [...rows.values()],
  };
}

/** True where this live link of a whole record is the one that is waited for. */
export function isMet(wait: WaitsFor, { item, link }: OwnedLink): boolean {
  if (wait.kind === 'listing' || link.state !== 'live' || link.part !== '' || link.stream !== wait.stream)
    return false;
  return wait.kind === 'record' ? link.remoteId === wait.remoteId : itemText(wait.item) === itemText(item);
}
