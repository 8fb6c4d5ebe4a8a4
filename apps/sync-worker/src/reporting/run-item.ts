import type { StoredRun } from '../store/runs/run-records.ts';
import { sideNames, type ReportItem } from './finding-item.ts';

/** A run as an item of `sync_runs`, by our names of its fields. What was read and not written was as it should be. */
export function runItem(run: StoredRun): ReportItem {
  const { id, kind, listing, status, startedAt, finishedAt, attempts, counts, findings, error } = run;
  const [connection, stream] = sideNames(listing);
  const written = counts.created + counts.updated + counts.archived;
  const isOver = status !== 'running';
  return {
    id,
    kind,
    connection,
    stream,
    status,
    started_at: startedAt.toISOString(),
    finished_at: finishedAt?.toISOString() ?? null,
    read_count: isOver ? counts.read : null,
    created_count: isOver ? counts.created : null,
    updated_count: isOver ? counts.updated : null,
    archived_count: isOver ? counts.archived : null,
    unchanged_count: isOver ? Math.max(0, counts.read - written) : null,
    finding_count: isOver ? findings : null,
    error: error === null || attempts === 1 ? error : `${error} (${attempts} times in a row)`,
  };
}
