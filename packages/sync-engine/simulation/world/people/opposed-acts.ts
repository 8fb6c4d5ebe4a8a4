import { deletes, isHub } from '../tables.ts';
import { openFields, somePart, typed } from './act.ts';
import type { Desk } from './desk.ts';
import { isAlone } from './existence-acts.ts';

/**
 * At the same moment one person edits a thing in the hub, and another deletes a record of it; or the other way
 * round. False: not possible.
 */
export function deleteAgainstEdit(desk: Desk): boolean {
  const edited = somePart(desk, ['companies', 'people', 'a.clients', 'b.customers', 'b.contacts']);
  const shown = edited && desk.state(edited)?.fields;
  if (edited === undefined || shown === undefined || edited.part !== '' || !isAlone(desk, edited.thing))
    return false;
  const records = desk
    .places(edited.thing)
    .filter(
      ({ table, part }) => part === '' && isHub(table) !== isHub(edited.table) && deletes[table] !== 'none',
    );
  const stream = isHub(edited.table) ? records[0]?.table : edited.table;
  const fields = openFields(desk, edited).filter(
    ([field]) =>
      stream !== undefined &&
      desk.journal.hubFields(stream).includes(desk.journal.hubField(edited.table, '', field) ?? ''),
  );
  if (records.length === 0 || fields.length === 0) return false;
  const { table, id } = desk.random.pick(records);
  const row = desk.systems.tables[table].get(id);
  if (row === undefined || Object.values(row.parts).some(({ thing }) => !isAlone(desk, thing))) return false;
  if (!desk.save(edited, typed(desk, [desk.random.pick(fields)], shown), shown)) return false;
  if (desk.systems.remove(table, id, 'person').kind !== 'done') return false;
  desk.journal.liveness('removed', 'person', table, row);
  return true;
}
