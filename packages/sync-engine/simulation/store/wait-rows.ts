import type { ItemKey, OwnedLink, WaitingItem, WaitsFor } from '../../src/index.ts';
import { itemText } from '../../src/index.ts';

/** Which item waits for which link. */
export interface WaitRows {
  replace(item: ItemKey, waits: readonly WaitsFor[]): void;
  /** Items that wait for this link. */
  wokenBy(made: OwnedLink): readonly ItemKey[];
  /** Items that wait for the first listing of this stream. */
  waitingForListing(stream: string): readonly ItemKey[];
  /** What waits for records of the stream, in order. */
  forRecords(stream: string): readonly WaitingItem[];
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
    forRecords: (stream) =>
      [...rows.values()]
        .flatMap(({ item, waits }) =>
          waits.flatMap((wait) =>
            wait.kind === 'record' && wait.stream === stream ? [{ remoteId: wait.remoteId, item }] : [],
          ),
        )
        .toSorted((left, right) => (isBefore(left, right) ? -1 : 1)),
    all: () => [...rows.values()],
  };
}

/** True where this live link of a whole record is the one that is waited for. */
export function isMet(wait: WaitsFor, { item, link }: OwnedLink): boolean {
  if (wait.kind === 'listing' || link.state !== 'live' || link.part !== '' || link.stream !== wait.stream)
    return false;
  return wait.kind === 'record' ? link.remoteId === wait.remoteId : itemText(wait.item) === itemText(item);
}

/** Order of the rows: by record, then by item. */
export function isBefore(left: WaitingItem, right: WaitingItem): boolean {
  const [one, other] = [partsOf(left), partsOf(right)];
  const index = one.findIndex((part, at) => part !== other[at]);
  return index !== -1 && (one[index] ?? '') < (other[index] ?? '');
}

const partsOf = ({ remoteId, item }: WaitingItem): readonly string[] => [remoteId, item.collection, item.id];
