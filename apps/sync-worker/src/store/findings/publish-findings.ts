import { sql } from 'kysely';
import { inputRows } from '../input-rows.ts';
import { valueOrAbsent } from '../json-or-absent.ts';
import type { StoreContext } from '../store-context.ts';
import { type FindingStatus, statusOf, type StoredFinding, toStoredFinding } from './read-findings.ts';

/** A finding as people are to see it. */
export interface OutgoingFinding extends StoredFinding {
  /** Record at the side of the finding that its item is linked to; `null`: none is known. */
  readonly remoteId: string | null;
  /** Status that its item in Directus was given last; `null`: it has not been written. */
  readonly publishedStatus: FindingStatus | null;
}

/** Findings that people do not see as they are now, oldest first. */
export async function unpublishedFindings(
  { db }: StoreContext,
  limit: number,
): Promise<readonly OutgoingFinding[]> {
  const rows = await db
    .selectFrom('findings')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('links')
          .whereRef('links.collection', '=', 'findings.collection')
          .whereRef('links.item_id', '=', 'findings.item_id')
          .whereRef('links.stream', '=', 'findings.side')
          .where('links.state', '=', 'live')
          .select('links.remote_id')
          .limit(1)
          .as('link'),
      (join) => join.onTrue(),
    )
    .where('findings.is_published', '=', false)
    .selectAll('findings')
    .select(['link.remote_id', sql<string | null>`findings.lost::text`.as('lost_text')])
    .orderBy('findings.opened_at')
    .orderBy('findings.digest')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    ...toStoredFinding({ ...row, lost: valueOrAbsent(row.lost_text) }),
    remoteId: row.remote_id,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `markFindingsPublished` writes it
    publishedStatus: row.published_status as FindingStatus | null,
  }));
}

/** These are shown in items of these ids; one that has changed since is to be published again. */
export async function markFindingsPublished(
  { db }: StoreContext,
  published: ReadonlyArray<{ readonly finding: StoredFinding; readonly publicId: string }>,
): Promise<void> {
  if (published.length === 0) return;
  const rows = published.map(({ finding, publicId }) => ({
    digest: finding.digest,
    public_id: publicId,
    status: statusOf(finding),
    is_open: finding.isOpen,
    is_dismissed: finding.isDismissed,
    times_opened: finding.timesOpened,
  }));
  await db
    .updateTable('findings')
    .from(
      inputRows(
        {
          digest: 'text',
          public_id: 'text',
          status: 'text',
          is_open: 'boolean',
          is_dismissed: 'boolean',
          times_opened: 'integer',
        },
        rows,
      ),
    )
    .set((eb) => ({
      public_id: eb.ref('input.public_id'),
      published_status: eb.ref('input.status'),
      is_published: sql<boolean>`findings.is_open = input.is_open
        and findings.is_dismissed = input.is_dismissed and findings.times_opened = input.times_opened`,
    }))
    .whereRef('findings.digest', '=', 'input.digest')
    .execute();
}
