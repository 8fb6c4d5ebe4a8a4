import type { StreamCapabilities } from '@unified-sync/sync-engine';
import { ninjaText } from './codecs.ts';

/** What the mappings of one connection have in common. */
export interface StreamScope {
  /** Name of the connection, e.g. `ninja-acme`. */
  readonly connection: string;
  /** Id of the owner company (UUID in the hub) that the connection serves. */
  readonly ownerCompany: string;
  /** Milliseconds: the longest that the server works on a request. @default 120_000: PHP's minute, and some more */
  readonly longestRequest?: number;
}

/**
 * What every stream of Invoice Ninja v5 can do.
 * - Changes are found by `updated_at`, which archive, delete and restore move too; its filter has whole seconds.
 * - Pages come by id, so a change takes no record out of its page.
 * - A delete is soft and can be undone; a purge leaves nothing.
 * - No version is checked on a write: the last one wins.
 */
export const capabilitiesOf = ({
  longestRequest = 120_000,
}: Pick<StreamScope, 'longestRequest'>): StreamCapabilities => ({
  modifiedFilter: true,
  overlap: 120_000,
  resumable: true,
  deletes: 'soft',
  restorable: true,
  movesIds: false,
  keySlot: true,
  cas: false,
  longestRequest,
  movesMoney: false,
});

/** The record's id, shown to people: never written, and no key of ours. */
export const recordId = { remote: 'id', codec: ninjaText, direction: 'in' } as const;
