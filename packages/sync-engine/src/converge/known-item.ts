import type { ItemKey, Link } from '../link.ts';
import type { PeekedLink } from '../ports.ts';

/** What is known of an item: of one under a lease, or of one that was peeked at. */
export interface KnownItem {
  readonly key: ItemKey;
  readonly rev: number;
  readonly committedAt: number;
  readonly hasOpenEffects: boolean;
  readonly links: readonly (Link | PeekedLink)[];
}

/** A record that an item stands in: `side` is `hub` or a stream. */
export interface RecordOfItem {
  readonly side: string;
  readonly id: string;
}

/** The hub's record of an item, and those of its links that count. */
export function recordsOf({ key, links }: Pick<KnownItem, 'key' | 'links'>): readonly RecordOfItem[] {
  const records: RecordOfItem[] = [{ side: 'hub', id: key.id }];
  for (const { state, stream, remoteId } of links)
    if (state === 'live' || state === 'tombstone') records.push({ side: stream, id: remoteId });
  return records;
}
