import type { RecordState } from './listing/list-query.ts';

/** The state of a record. Deleted ones carry an `archived_at` too. */
export const recordState = (record: { archived_at: number; is_deleted: boolean }): RecordState =>
  record.is_deleted ? 'deleted' : record.archived_at > 0 ? 'archived' : 'active';
