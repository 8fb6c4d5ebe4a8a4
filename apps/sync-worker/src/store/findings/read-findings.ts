import type { Finding, FindingKind, ItemKey } from '@unified-sync/sync-engine';
import { sql, type Selectable } from 'kysely';
import { inputRows } from '../input-rows.ts';
import { valueOrAbsent } from '../json-or-absent.ts';
import type { StoreContext } from '../store-context.ts';
import type { Tables } from '../tables.ts';

/** A finding as stored. It is never deleted: a resolved one is history. */
export interface StoredFinding {
  /** Names it in the store, and to people. */
  readonly digest: string;
  readonly finding: Finding;
  /** True also for a dismissed one: what it holds up stays held up. */
  readonly isOpen: boolean;
  /** A person wants to leave it as it is. */
  readonly isDismissed: boolean;
  /** How often it was opened: more than 1 where it was resolved and came back. */
  readonly timesOpened: number;
  readonly firstAt: Date;
  /** When it was last opened. */
  readonly openedAt: Date;
  /** `null` while it is open. */
  readonly resolvedAt: Date | null;
}

/** What people see of it. */
export type FindingStatus = 'open' | 'resolved' | 'dismissed';

export interface ListFindingsOptions {
  /** @default open and resolved ones */
  readonly isOpen?: boolean;
  /** @default any */
  readonly status?: FindingStatus;
  /** First characters of the digest. @default any */
  readonly digest?: string;
  readonly kind?: FindingKind;
  readonly item?: ItemKey;
  /** `hub`, or the name of a stream. */
  readonly side?: string;
  /** @default 100 */
  readonly limit?: number;
}

/** Keys of the findings that are open for these items. */
export async function openFindingKeys(
  { db }: StoreContext,
  items: readonly ItemKey[],
): Promise<readonly string[]> {
  if (items.length === 0) return [];
  const input = items.map(({ collection, id }) => ({ collection, item_id: id }));
  const rows = await db
    .selectFrom('findings')
    .innerJoin(inputRows({ collection: 'text', item_id: 'text' }, input), (join) =>
      join
        .onRef('findings.collection', '=', 'input.collection')
        .onRef('findings.item_id', '=', 'input.item_id'),
    )
    .where('findings.is_open', '=', true)
    .select('findings.key')
    .distinct()
    .execute();
  return rows.map(({ key }) => key);
}

/** Findings, those opened last first. */
export async function listFindings(
  { db }: StoreContext,
  { isOpen, status, digest, kind, item, side, limit = 100 }: ListFindingsOptions,
): Promise<readonly StoredFinding[]> {
  const rows = await db
    .selectFrom('findings')
    .$if(isOpen !== undefined, (query) => query.where('is_open', '=', isOpen ?? true))
    .$if(status !== undefined, (query) =>
      query
        .where('is_open', '=', status !== 'resolved')
        .$if(status !== 'resolved', (open) => open.where('is_dismissed', '=', status === 'dismissed')),
    )
    .$if(digest !== undefined, (query) => query.where(sql<boolean>`starts_with(digest, ${digest ?? ''})`))
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? 'conflict'))
    .$if(item !== undefined, (query) =>
      query.where('collection', '=', item?.collection ?? '').where('item_id', '=', item?.id ?? ''),
    )
    .$if(side !== undefined, (query) => query.where('side', '=', side ?? ''))
    .selectAll()
    // Read as text, since SQL's null and the value null look alike once parsed.
    .select(sql<string | null>`lost::text`.as('lost_text'))
    .orderBy('opened_at', 'desc')
    .orderBy('digest')
    .limit(limit)
    .execute();
  return rows.map((row) => toStoredFinding({ ...row, lost: valueOrAbsent(row.lost_text) }));
}

/** A row with its lost value read. */
export const toStoredFinding = (
  row: Omit<Selectable<Tables['findings']>, 'lost'> & { readonly lost: Finding['lost'] },
): StoredFinding => ({
  digest: row.digest,
  finding: {
    key: row.key,
    kind: row.kind,
    item:
      row.collection === null || row.item_id === null
        ? null
        : { collection: row.collection, id: row.item_id },
    side: row.side,
    field: row.field,
    lost: row.lost,
    message: row.message,
  },
  isOpen: row.is_open,
  isDismissed: row.is_dismissed,
  timesOpened: row.times_opened,
  firstAt: row.first_at,
  openedAt: row.opened_at,
  resolvedAt: row.resolved_at,
});

/** A dismissed finding that is resolved after all is resolved. */
export function statusOf({ isOpen, isDismissed }: StoredFinding): FindingStatus {
  if (!isOpen) return 'resolved';
  return isDismissed ? 'dismissed' : 'open';
}
