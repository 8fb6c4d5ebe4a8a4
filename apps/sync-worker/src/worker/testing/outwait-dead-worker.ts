import type { Database } from '../../store/open-database.ts';

/** What a dead worker left is free again only with time: its leases, its rows, and the write whose outcome nobody knows. */
export async function outwaitDeadWorker(db: Database): Promise<void> {
  await db.deleteFrom('leases').execute();
  await db.updateTable('dirty').set({ is_taken: false, due_at: new Date() }).execute();
  await db
    .updateTable('effects')
    .set({ sent_at: Date.now() - 600_000 })
    .where('state', '=', 'sending')
    .execute();
}
