import type { Authority, FieldValue, FindingKind, ItemKey } from '../../src/index.ts';
import { itemText } from '../../src/index.ts';
import type { Evidence } from './evidence.ts';

/** Findings that say "these sides differ and stay so until a person acts". Others do not excuse a difference. */
const differs: ReadonlySet<FindingKind> = new Set([
  'value_refused',
  'unreadable_value',
  'does_not_stick',
  'write_refused',
  'identity_taken',
  'unclear_money',
  'quarantined',
  'links_met',
  'diverged',
]);

/** Those of them that may be about a whole record: the others must name the field. */
const aboutRecord: ReadonlySet<FindingKind> = new Set([
  'write_refused',
  'identity_taken',
  'unclear_money',
  'quarantined',
  'links_met',
  'diverged',
]);

/** An open finding that names this field as different. */
export function namesDifference({ tables, model }: Evidence, item: ItemKey, field: string): boolean {
  const authority = model.collections[item.collection]?.authority[field];
  return tables.findings.some(({ open, finding }) => {
    if (!open || finding.item === null || itemText(finding.item) !== itemText(item)) return false;
    if (finding.kind === 'delete_guard') return decides(authority, finding.side);
    const waits = isManual(authority) && (finding.kind === 'conflict' || finding.kind === 'first_contact');
    if (!differs.has(finding.kind) && !waits) return false;
    return finding.field === field || (finding.field === null && aboutRecord.has(finding.kind));
  });
}

/** The item waits for the record that this reference names on one of the sides: that record's own story. */
export function waitsForReference(
  { tables }: Evidence,
  item: ItemKey,
  values: readonly (FieldValue | undefined)[],
): boolean {
  const own = tables.waits.find((row) => itemText(row.item) === itemText(item))?.waits ?? [];
  return own.some(
    (wait) =>
      (wait.kind === 'item' && values.includes(wait.item.id)) ||
      (wait.kind === 'record' && values.includes(wait.remoteId)),
  );
}

/**
 * While the delete of the record that decides a field is not believed, nobody knows its value: no other side may be
 * given one.
 */
function decides(authority: Authority | undefined, side: string | null): boolean {
  return (authority?.kind === 'stream' || authority?.kind === 'by-state') && authority.stream === side;
}

function isManual(authority: Authority | undefined): boolean {
  if (authority?.kind === 'by-state')
    return [authority.otherwise, ...authority.states.map((state) => state.authority)].some(isManual);
  return authority?.kind === 'manual';
}
