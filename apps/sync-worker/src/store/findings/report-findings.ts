import type { Finding, ItemCommit } from '@unified-sync/sync-engine';
import { inputRows } from '../input-rows.ts';
import { digestOf } from '../items/link-row.ts';
import { jsonOrAbsent } from '../json-or-absent.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import type { StoreContext } from '../store-context.ts';

/** Reports findings; one that is open already stays as it is, one that was resolved is open again. */
export async function reportFindings(context: StoreContext, findings: readonly Finding[]): Promise<void> {
  await retryConflicts(async () => {
    await openFindings(context, findings);
  });
}

/** What commits say of findings, in order: a finding that one resolves and reports stays open. */
export async function resolveAndReport(context: StoreContext, commits: readonly ItemCommit[]): Promise<void> {
  const reported = new Map<string, Finding>();
  const resolved = new Set<string>();
  for (const commit of commits) {
    for (const key of commit.resolved) {
      resolved.add(key);
      reported.delete(key);
    }
    for (const finding of commit.findings) if (!reported.has(finding.key)) reported.set(finding.key, finding);
  }
  await closeFindings(context, [...resolved]);
  await openFindings(context, [...reported.values()]);
}

/** Closes those of these findings that are open. */
export async function closeFindings({ db, clock }: StoreContext, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await db
    .updateTable('findings')
    .set({ is_open: false, resolved_at: clock, is_published: false })
    .where('is_open', '=', true)
    .where('digest', 'in', (eb) =>
      eb
        .selectFrom(
          inputRows(
            { digest: 'text' },
            keys.map((key) => ({ digest: digestOf(key) })),
          ),
        )
        .select('input.digest'),
    )
    .execute();
}

/** Opens findings that are new, and those that were resolved. */
export async function openFindings({ db, clock }: StoreContext, findings: readonly Finding[]): Promise<void> {
  if (findings.length === 0) return;
  // Of two with one key the first counts, as it would one after the other.
  const unique = new Map(findings.toReversed().map((finding) => [finding.key, finding]));
  await db
    .insertInto('findings')
    .columns([
      'digest',
      'key',
      'kind',
      'collection',
      'item_id',
      'side',
      'field',
      'lost',
      'message',
      'is_open',
      'times_opened',
      'first_at',
      'opened_at',
    ])
    .expression((eb) =>
      eb
        .selectFrom(inputRows(findingTypes, [...unique.values()].map(toInput)))
        .select((row) => [
          'input.digest',
          'input.key',
          'input.kind',
          'input.collection',
          'input.item_id',
          'input.side',
          'input.field',
          'input.lost',
          'input.message',
          row.val(true).as('is_open'),
          row.val(1).as('times_opened'),
          clock.as('first_at'),
          clock.as('opened_at'),
        ])
        .orderBy('input.digest'),
    )
    .onConflict((conflict) =>
      conflict
        .column('digest')
        .doUpdateSet((eb) => ({
          is_open: true,
          is_published: false,
          message: eb.ref('excluded.message'),
          times_opened: eb('findings.times_opened', '+', 1),
          opened_at: eb.ref('excluded.opened_at'),
          resolved_at: null,
        }))
        .where('findings.is_open', '=', false),
    )
    .execute();
}

const findingTypes = {
  digest: 'text',
  key: 'text',
  kind: 'text',
  collection: 'text',
  item_id: 'text',
  side: 'text',
  field: 'text',
  lost: 'json',
  message: 'text',
} as const;

const toInput = (finding: Finding): Record<keyof typeof findingTypes, string | null> => ({
  digest: digestOf(finding.key),
  key: finding.key,
  kind: finding.kind,
  collection: finding.item?.collection ?? null,
  item_id: finding.item?.id ?? null,
  side: finding.side,
  field: finding.field,
  lost: jsonOrAbsent(finding.lost),
  // A message is for people; a text column cannot hold U+0000, and the value is in `lost` as it is.
  message: finding.message.replaceAll('\0', '\u2400'),
});
