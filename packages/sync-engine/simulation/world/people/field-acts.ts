import type { PartAddress } from '../journal.ts';
import { everywhere, openFields, somePart, typed, type Act, type Save } from './act.ts';
import type { Desk } from './desk.ts';
import { clearable, editable, formOf, named, type FieldSort } from './editable.ts';

const optOutFields = ['opt_out', 'contact_unsubscribed', 'do_not_contact'];

/** Opens a form and saves new values of `count` of its fields. */
function edit(
  desk: Desk,
  count: number,
  isWanted: (sort: FieldSort) => boolean = () => true,
): Save | undefined {
  const address = somePart(desk, everywhere);
  const shown = address && desk.state(address)?.fields;
  if (address === undefined || shown === undefined) return undefined;
  const fields = openFields(desk, address).filter(([, sort]) => isWanted(sort));
  if (fields.length === 0) return undefined;
  const changed = typed(desk, desk.random.shuffle(fields).slice(0, count), shown);
  return () => desk.save(address, changed, shown);
}

function clear(desk: Desk): Save | undefined {
  const address = somePart(desk, everywhere);
  const shown = address && desk.state(address)?.fields;
  if (address === undefined || shown === undefined) return undefined;
  const fields = openFields(desk, address).filter(
    ([field, sort]) =>
      clearable.has(sort) && !named.has(field) && shown[field] !== null && shown[field] !== '',
  );
  if (fields.length === 0) return undefined;
  const [field] = desk.random.pick(fields);
  return () => desk.save(address, { [field]: null }, shown);
}

/** Saves a form as it is: the version and modified stamps move, nothing else does. */
function saveUnchanged(desk: Desk): Save | undefined {
  const address = somePart(desk, everywhere);
  return address && (() => desk.save(address, {}, desk.state(address)?.fields ?? {}));
}

/** Two people edit one thing on two sides, each seeing its own side. */
function onTwoSides(desk: Desk, choose: 'same-field' | 'other-fields'): Save | undefined {
  const first = somePart(desk, everywhere);
  if (first === undefined) return undefined;
  const others = desk.places(first.thing).filter(({ table }) => table !== first.table);
  if (others.length === 0) return undefined;
  const second = desk.random.pick(others);
  const pairs = openFields(desk, first).flatMap((left) =>
    openFields(desk, second)
      .filter(
        (right) =>
          (hubName(desk, first, left[0]) === hubName(desk, second, right[0])) === (choose === 'same-field'),
      )
      .map((right) => [left, right] as const),
  );
  const [left, right] = [desk.state(first)?.fields, desk.state(second)?.fields];
  if (pairs.length === 0 || left === undefined || right === undefined) return undefined;
  const [leftField, rightField] = desk.random.pick(pairs);
  const [leftChange, rightChange] = [typed(desk, [leftField], left), typed(desk, [rightField], right)];
  return () => {
    const saved = desk.save(first, leftChange, left);
    return desk.save(second, rightChange, right) && saved;
  };
}

const hubName = (desk: Desk, { table, part }: PartAddress, field: string): string | undefined =>
  desk.journal.hubField(table, part, field);

function optOut(desk: Desk, wanted: boolean): Save | undefined {
  const address = somePart(desk, ['people', 'a.clients', 'b.contacts']);
  const shown = address && desk.state(address)?.fields;
  if (address === undefined || shown === undefined) return undefined;
  const field = Object.keys(editable[formOf(address.table, address.part)]).find((name) =>
    optOutFields.includes(name),
  );
  if (field === undefined || (shown[field] === true || shown[field] === 1) === wanted) return undefined;
  const value = field === 'contact_unsubscribed' ? Number(wanted) : wanted;
  return () => desk.save(address, { [field]: value }, shown);
}

export const fieldActs: readonly Act[] = [
  { name: 'edit-one', weight: 10, open: (desk) => edit(desk, 1) },
  { name: 'edit-many', weight: 4, open: (desk) => edit(desk, 3) },
  {
    name: 'edit-tags',
    weight: 3,
    open: (desk) => edit(desk, 1, (sort) => sort === 'tag-list' || sort === 'tag-text'),
  },
  { name: 'clear-field', weight: 2, open: clear },
  { name: 'save-unchanged', weight: 3, open: saveUnchanged },
  { name: 'same-field-on-two-sides', weight: 3, open: (desk) => onTwoSides(desk, 'same-field') },
  { name: 'other-fields-on-two-sides', weight: 3, open: (desk) => onTwoSides(desk, 'other-fields') },
  { name: 'opt-out', weight: 1, open: (desk) => optOut(desk, true) },
  { name: 'opt-in', weight: 1, open: (desk) => optOut(desk, false) },
];

/** An edit of this record, or of any of the table, that is opened and saved in one moment. */
export function quickEdit(desk: Desk, table: PartAddress['table'], id: string | null): boolean {
  const rows = desk.live(table).filter((row) => id === null || row.id === id);
  if (rows.length === 0) return false;
  const row = desk.random.pick(rows);
  const parts = [{ table, id: row.id, part: '', thing: row.thing }, ...contactsOf(table, row)];
  const address = desk.random.pick(parts);
  const shown = desk.state(address)?.fields;
  const fields = openFields(desk, address);
  if (shown === undefined || fields.length === 0) return false;
  return desk.save(address, typed(desk, [desk.random.pick(fields)], shown), shown);
}

const contactsOf = (
  table: PartAddress['table'],
  row: { readonly id: string; readonly parts: Readonly<Record<string, { readonly thing: string }>> },
): PartAddress[] =>
  Object.entries(row.parts).map(([part, { thing }]) => ({ table, id: row.id, part, thing }));
