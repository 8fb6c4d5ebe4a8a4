import { itemText, type ItemCommit, type ItemKey } from '@unified-sync/sync-engine';
import { inputRows } from '../input-rows.ts';
import type { StoreContext } from '../store-context.ts';
import type { AcceptedCommit } from './decide-links.ts';

/**
 * Items that must be looked at again: those that wait for a link made here, and those of these commits that began to
 * wait for what is there already. To be asked after links and waits are written, with the streams locked.
 */
export async function wokenItems(
  context: StoreContext,
  commits: readonly AcceptedCommit[],
): Promise<readonly ItemKey[]> {
  const waiting = commits.map(({ commit }) => commit).filter(({ waits }) => waits.length > 0);
  const woken = [
    ...(await waitingForMade(context, commits)),
    ...(await waitingForLinked(context, waiting)),
    ...(await waitingForListed(context, waiting)),
  ];
  return woken.map(({ collection, item_id }) => ({ collection, id: item_id }));
}

interface ItemColumns {
  readonly collection: string;
  readonly item_id: string;
}

async function waitingForMade(
  { db }: StoreContext,
  commits: readonly AcceptedCommit[],
): Promise<readonly ItemColumns[]> {
  // The link of a part is not what others wait for.
  const made = commits.flatMap(({ commit, made: links }) =>
    links
      .filter(({ part }) => part === '')
      .flatMap(({ stream, remoteId }) => [
        { kind: 'item' as const, stream, target: itemText(commit.key) },
        { kind: 'record' as const, stream, target: remoteId },
      ]),
  );
  if (made.length === 0) return [];
  return await db
    .selectFrom('waits')
    .innerJoin(inputRows({ kind: 'text', stream: 'text', target: 'text' }, made), (join) =>
      join
        .onRef('waits.stream', '=', 'input.stream')
        .onRef('waits.target', '=', 'input.target')
        .onRef('waits.kind', '=', 'input.kind'),
    )
    .select(['waits.collection', 'waits.item_id'])
    .distinct()
    .execute();
}

async function waitingForLinked(
  { db }: StoreContext,
  commits: readonly ItemCommit[],
): Promise<readonly ItemColumns[]> {
  const records = commits.flatMap(({ key, waits }) =>
    waits.flatMap((wait) =>
      wait.kind === 'record'
        ? [{ collection: key.collection, item_id: key.id, stream: wait.stream, remote_id: wait.remoteId }]
        : [],
    ),
  );
  const items = commits.flatMap(({ key, waits }) =>
    waits.flatMap((wait) =>
      wait.kind === 'item'
        ? [
            {
              collection: key.collection,
              item_id: key.id,
              stream: wait.stream,
              of_collection: wait.item.collection,
              of_id: wait.item.id,
            },
          ]
        : [],
    ),
  );
  const live = db.selectFrom('links').where('links.state', '=', 'live').where('links.part', '=', '');
  const byRecord = live
    .innerJoin(
      inputRows({ collection: 'text', item_id: 'text', stream: 'text', remote_id: 'text' }, records),
      (join) =>
        join.onRef('links.stream', '=', 'input.stream').onRef('links.remote_id', '=', 'input.remote_id'),
    )
    .select(['input.collection', 'input.item_id']);
  const byItem = live
    .innerJoin(
      inputRows(
        { collection: 'text', item_id: 'text', stream: 'text', of_collection: 'text', of_id: 'text' },
        items,
      ),
      (join) =>
        join
          .onRef('links.collection', '=', 'input.of_collection')
          .onRef('links.item_id', '=', 'input.of_id')
          .onRef('links.stream', '=', 'input.stream'),
    )
    .select(['input.collection', 'input.item_id']);
  return [
    ...(records.length === 0 ? [] : await byRecord.execute()),
    ...(items.length === 0 ? [] : await byItem.execute()),
  ];
}

async function waitingForListed(
  { db }: StoreContext,
  commits: readonly ItemCommit[],
): Promise<readonly ItemColumns[]> {
  const listings = commits.flatMap(({ key, waits }) =>
    waits
      .filter(({ kind }) => kind === 'listing')
      .map(({ stream }) => ({ collection: key.collection, item_id: key.id, stream })),
  );
  if (listings.length === 0) return [];
  return await db
    .selectFrom('checkpoints')
    .innerJoin(
      inputRows({ collection: 'text', item_id: 'text', stream: 'text' }, listings),
      'input.stream',
      'checkpoints.stream',
    )
    .where('checkpoints.first_listing_done', '=', true)
    .select(['input.collection', 'input.item_id'])
    .execute();
}
