import { remotePartKey } from '@unified-sync/sync-engine';
import { sql } from 'kysely';
import { inputRows } from '../input-rows.ts';
import { linkInputTypes, toLinkInput } from '../items/link-row.ts';
import type { StoreContext } from '../store-context.ts';
import type { AcceptedCommit } from './decide-links.ts';

/** Makes the links of the items exactly those of the commits. A row whose link only got another base is updated in place. */
export async function writeLinks(context: StoreContext, commits: readonly AcceptedCommit[]): Promise<void> {
  await deleteReplaced(context, commits);
  await upsertLinks(context, commits);
}

/**
 * Rows that are gone, or that now stand for another part or state. They go first: a unique index is checked row by row,
 * and would take two rows that change places for a double.
 */
async function deleteReplaced({ db }: StoreContext, commits: readonly AcceptedCommit[]): Promise<void> {
  const replaced = commits.flatMap(({ commit: { key, links }, before }) =>
    before
      .filter((row) => {
        const next = links[row.ordinal];
        return next?.state !== row.state || remotePartKey(next) !== remotePartKey(row);
      })
      .map(({ ordinal }) => ({ collection: key.collection, item_id: key.id, ordinal })),
  );
  if (replaced.length === 0) return;
  await db
    .deleteFrom('links')
    .using(inputRows({ collection: 'text', item_id: 'text', ordinal: 'integer' }, replaced))
    .whereRef('links.collection', '=', 'input.collection')
    .whereRef('links.item_id', '=', 'input.item_id')
    .whereRef('links.ordinal', '=', 'input.ordinal')
    .execute();
}

async function upsertLinks({ db }: StoreContext, commits: readonly AcceptedCommit[]): Promise<void> {
  const input = commits.flatMap(({ commit: { key, links } }) =>
    links.map((link, ordinal) => toLinkInput(key, link, ordinal)),
  );
  if (input.length === 0) return;
  await db
    .insertInto('links')
    .columns([
      'collection',
      'item_id',
      'ordinal',
      'stream',
      'remote_id',
      'part',
      'created_at',
      'state',
      'alive_hub',
      'alive_remote',
      'claims',
      'claim_digests',
      'base',
      'agreed_hub',
      'agreed_remote',
      'lost',
      'written',
    ])
    .expression((eb) =>
      eb
        .selectFrom(inputRows(linkInputTypes, input))
        .select([
          'input.collection',
          'input.item_id',
          'input.ordinal',
          'input.stream',
          'input.remote_id',
          'input.part',
          'input.created_at',
          'input.state',
          'input.alive_hub',
          'input.alive_remote',
          'input.claims',
          sql<string[]>`string_to_array(input.claim_digests, ',')`.as('claim_digests'),
          'input.base',
          'input.agreed_hub',
          'input.agreed_remote',
          'input.lost',
          'input.written',
        ])
        .orderBy('input.stream')
        .orderBy('input.remote_id')
        .orderBy('input.part'),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['collection', 'item_id', 'ordinal'])
        .doUpdateSet((eb) => ({
          created_at: eb.ref('excluded.created_at'),
          alive_hub: eb.ref('excluded.alive_hub'),
          alive_remote: eb.ref('excluded.alive_remote'),
          claims: eb.ref('excluded.claims'),
          claim_digests: eb.ref('excluded.claim_digests'),
          base: eb.ref('excluded.base'),
          agreed_hub: eb.ref('excluded.agreed_hub'),
          agreed_remote: eb.ref('excluded.agreed_remote'),
          lost: eb.ref('excluded.lost'),
          written: eb.ref('excluded.written'),
        }))
        // Most commits of an item leave most of its links as they are.
        .where(sql<boolean>`${changeable('links')} is distinct from ${changeable('excluded')}`),
    )
    .execute();
}

const changeable = (table: 'links' | 'excluded') =>
  sql`(${sql.join([
    ...['created_at', 'alive_hub', 'alive_remote', 'agreed_hub', 'agreed_remote'].map((column) =>
      sql.ref(`${table}.${column}`),
    ),
    ...['claims', 'base', 'lost', 'written'].map((column) => sql`${sql.ref(`${table}.${column}`)}::text`),
  ])})`;
