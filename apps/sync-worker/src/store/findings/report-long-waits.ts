import { finding, itemOfText, type Finding } from '@unified-sync/sync-engine';
import { sql } from 'kysely';
import { inputRows } from '../input-rows.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { after, type StoreContext } from '../store-context.ts';
import { listFindings } from './read-findings.ts';
import { closeFindings, openFindings } from './report-findings.ts';

/** Something that others wait for, and one of them. */
interface LongWait {
  readonly kind: string;
  readonly stream: string;
  readonly target: string;
  readonly collection: string;
  readonly item_id: string;
  /** Record that the item comes from, e.g. `ninja-acme.invoices 4fhk`; `null`: it comes from the hub. */
  readonly record: string | null;
}

/** What {@link reportLongWaits} tells of. */
export interface LongWaitOptions {
  /** Milliseconds. */
  readonly longerThan: number;
  /** Collections whose items may wait for an item of that stream for ever: they belong there only with it. */
  readonly optional: ReadonlyArray<{ readonly collection: string; readonly stream: string }>;
}

/**
 * Opens a finding for each record, and each item, that others have waited for so long, and closes those of which nobody
 * waits any more: an invoice whose company is no client is not to be missing in silence.
 */
export async function reportLongWaits(context: StoreContext, options: LongWaitOptions): Promise<void> {
  const waiting = (await longWaits(context, options)).map(toFinding);
  const keys = new Set(waiting.map(({ key }) => key));
  const open = await listFindings(context, {
    kind: 'waiting',
    isOpen: true,
    limit: Number.MAX_SAFE_INTEGER,
  });
  const over = open.map(({ finding: { key } }) => key).filter((key) => !keys.has(key));
  await retryConflicts(async () => await closeFindings(context, over));
  await retryConflicts(async () => await openFindings(context, waiting));
}

async function longWaits(
  context: StoreContext,
  { longerThan, optional }: LongWaitOptions,
): Promise<readonly LongWait[]> {
  return await context.db
    .selectFrom('waits')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('links')
          .whereRef('links.collection', '=', 'waits.collection')
          .whereRef('links.item_id', '=', 'waits.item_id')
          .select(sql<string>`links.stream || ' ' || links.remote_id`.as('record'))
          .orderBy('links.ordinal')
          .limit(1)
          .as('link'),
      (join) => join.onTrue(),
    )
    .where('waits.kind', '!=', 'listing')
    .where('waits.since', '<=', after(context, -longerThan))
    .where(({ or, eb, not, exists, selectFrom }) =>
      or([
        eb('waits.kind', '=', 'record'),
        not(
          exists(
            selectFrom(inputRows({ collection: 'text', stream: 'text' }, optional))
              .whereRef('input.collection', '=', 'waits.collection')
              .whereRef('input.stream', '=', 'waits.stream')
              .select('input.stream'),
          ),
        ),
      ]),
    )
    .distinctOn(['waits.kind', 'waits.stream', 'waits.target'])
    .select([
      'waits.kind',
      'waits.stream',
      'waits.target',
      'waits.collection',
      'waits.item_id',
      'link.record',
    ])
    .orderBy('waits.kind')
    .orderBy('waits.stream')
    .orderBy('waits.target')
    .orderBy('waits.collection')
    .orderBy('waits.item_id')
    .execute();
}

function toFinding({ kind, stream, target, collection, item_id, record }: LongWait): Finding {
  const example = `e.g. ${record ?? `${collection} ${item_id}`}`;
  const about = { kind: 'waiting', side: stream, field: null } as const;
  if (kind === 'item') {
    const item = itemOfText(target);
    return finding({
      ...about,
      item,
      lost: undefined,
      message: `${item.collection} ${item.id} has no record in ${stream}, and what refers to it waits for one, ${example}`,
    });
  }
  return finding({
    ...about,
    item: null,
    lost: { record: target },
    message: `${stream} ${target} is no item of the hub, since it was deleted or cannot be read, and what refers to it waits for it, ${example}`,
  });
}
