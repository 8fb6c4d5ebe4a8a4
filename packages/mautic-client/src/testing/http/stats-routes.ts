import type { Store } from '../store/store.ts';
import { mapAt, textAt } from './php-query.ts';
import { columnTime } from './present-contact.ts';
import { type ApiCall, ok, refusal, type Reply } from './reply.ts';
import { holds } from './where.ts';

/** Raw tables: text for nearly everything, errors with 200 (`StatsApiController`). */
export function statsReply(store: Store, { path, query }: ApiCall): Reply {
  const [table] = path;
  if (table === undefined)
    return ok({
      availableTables: ['lead_donotcontact'],
      tableColumns: { lead_donotcontact: ['id', 'lead_id'] },
    });
  if (table !== 'lead_donotcontact')
    return { ...refusal(500, `Requested statistic list table does not exist ${table}.`), status: 200 };
  const rows = store.optOuts
    .all()
    .map((row) => ({
      id: String(row.id),
      lead_id: String(row['lead_id']),
      date_added: columnTime(Number(row['dateAdded'])),
      reason: String(row['reason']),
      channel: String(row['channel']),
      comments: String(row['comments']),
    }))
    .filter((row) => holds(mapAt(query, 'where') ?? {}, (name) => columnOf(row, name)));
  const start = Number(textAt(query, 'start') ?? 0);
  const limit = Number(textAt(query, 'limit') ?? 100);
  return ok({ total: String(rows.length), stats: rows.slice(start, start + limit) });
}

function columnOf(row: Readonly<Record<string, unknown>>, name: string): unknown {
  const value = row[name];
  // Whole numbers are compared as such.
  return name === 'id' || name === 'lead_id' ? Number(value) : value;
}
