import type { Finding, FindingKind, ItemKey } from '@unified-sync/sync-engine';
import { sql } from 'kysely';
import { inputRows } from '../input-rows.ts';
import { valueOrAbsent } from '../json-or-absent.ts';
import type { StoreContext } from '../store-context.ts';

/** A finding as stored. It is never deleted: a resolved one is history. */
export interface StoredFinding {
  readonly finding: Finding;
  readonly isOpen: boolean;
  /** How often it was opened: more than 1 where it was resolved and came back. */
  readonly timesOpened: number;
  readonly firstAt: Date;
  /** When it was last opened. */
  readonly openedAt: Date;
  /** `null` while it is open. */
  readonly resolvedAt: Date | null;
}

export interface ListFindingsOptions {
  /** @default open and resolved ones */
  readonly isOpen?: boolean;
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
  { isOpen, kind, item, side, limit = 100 }: ListFindingsOptions,
): Promise<readonly StoredFinding[]> {
  const rows = await db
    .selectFrom('findings')
    .$if(isOpen !== undefined, (query) => query.where('is_open', '=', isOpen ?? true))
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
  return rows.map((row) => ({
    finding: {
      key: row.key,
      kind: row.kind,
      item:
        row.collection === null || row.item_id === null
          ? null
          : { collection: row.collection, id: row.item_id },
      side: row.side,
      field: row.field,
      lost: valueOrAbsent(row.lost_text),
      message: row.message,
    },
    isOpen: row.is_open,
    timesOpened: row.times_opened,
    firstAt: row.first_at,
    openedAt: row.opened_at,
    resolvedAt: row.resolved_at,
  }));
}
