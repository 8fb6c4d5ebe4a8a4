import { recordOfLost, type Hint } from '@unified-sync/sync-engine';
import { sql } from 'kysely';
import { forgetBeginnings } from '../checkpoints.ts';
import { hubHint, writeMarks } from '../dirty/mark-dirty.ts';
import { inputRows } from '../input-rows.ts';
import { valueOrAbsent } from '../json-or-absent.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import type { StoreContext } from '../store-context.ts';
import type { FindingStatus } from './read-findings.ts';

/**
 * What a person decided of a finding.
 * - `resolved`: the cause is dealt with. What the finding held up is tried again; it comes back where that fails.
 * - `dismissed`: it is to be left as it is. It bothers nobody any more, and what it holds up stays held up.
 * - `open`: neither; it is on the list again.
 */
export interface FindingDecision {
  readonly digest: string;
  readonly status: FindingStatus;
  /** True: the person set it in Directus, which shows it already. @default false */
  readonly isShown?: boolean;
}

/** Decisions by the ids of items in Directus, as far as they differ from what was last written there. */
export async function decisionsOfItems(
  { db }: StoreContext,
  items: ReadonlyArray<{ readonly id: string; readonly status: FindingStatus }>,
): Promise<readonly FindingDecision[]> {
  if (items.length === 0) return [];
  const rows = await db
    .selectFrom('findings')
    .innerJoin(
      inputRows(
        { id: 'text', status: 'text' },
        items.map(({ id, status }) => ({ id, status })),
      ),
      (join) => join.onRef('findings.public_id', '=', 'input.id'),
    )
    .where(sql<boolean>`findings.published_status is distinct from input.status`)
    .select(['findings.digest', 'input.status'])
    .execute();
  return rows.map(({ digest, status }) => ({ digest, status, isShown: true }));
}

/**
 * Stores what people decided, and marks the items and records of resolved findings to be looked at again. The listing
 * of what could not be read begins over with its next scan: nobody may be able to tell whose it was.
 * @returns how many findings changed
 */
export async function decideFindings(
  context: StoreContext,
  decisions: readonly FindingDecision[],
): Promise<number> {
  if (decisions.length === 0) return 0;
  return await retryConflicts(
    async () =>
      await context.db
        .transaction()
        .setIsolationLevel('read committed')
        .execute(async (db) => await decideInside({ ...context, db }, decisions)),
  );
}

async function decideInside(context: StoreContext, decisions: readonly FindingDecision[]): Promise<number> {
  const { db, clock } = context;
  const decided = await db
    .updateTable('findings')
    .from(
      inputRows(
        { digest: 'text', is_open: 'boolean', is_dismissed: 'boolean', shown: 'text' },
        decisions.map(({ digest, status, isShown = false }) => ({
          digest,
          is_open: status !== 'resolved',
          is_dismissed: status === 'dismissed',
          shown: isShown ? status : null,
        })),
      ),
    )
    .set((eb) => ({
      is_open: eb.ref('input.is_open'),
      is_dismissed: eb.ref('input.is_dismissed'),
      resolved_at: sql<Date | null>`case when input.is_open then null else ${clock} end`,
      published_status: sql<string | null>`coalesce(input.shown, findings.published_status)`,
      is_published: false,
    }))
    .whereRef('findings.digest', '=', 'input.digest')
    .returning([
      'findings.kind',
      'findings.collection',
      'findings.item_id',
      'findings.side',
      'findings.is_open',
      sql<string | null>`findings.lost::text`.as('lost'),
    ])
    .execute();
  const resolved = decided.filter((one) => !one.is_open);
  await writeMarks(context, resolved.flatMap(heldUp));
  await forgetBeginnings(
    context,
    resolved.flatMap(({ kind, side }) => (kind === 'quarantined' ? (side ?? []) : [])),
  );
  return decided.length;
}

interface Decided {
  readonly collection: string | null;
  readonly item_id: string | null;
  readonly side: string | null;
  readonly lost: string | null;
}

// The item that the finding is about or, where a record has become none, the record.
function heldUp({ collection, item_id, side, lost }: Decided): Hint[] {
  if (collection !== null && item_id !== null) return [hubHint({ collection, id: item_id })];
  const record = recordOfLost(valueOrAbsent(lost));
  return record === undefined || side === null || side === 'hub' ? [] : [{ side, record }];
}
