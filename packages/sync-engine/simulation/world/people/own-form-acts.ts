import type { PartAddress } from '../journal.ts';
import { openFields, somePart, typed } from './act.ts';
import type { Desk } from './desk.ts';

/**
 * Somebody types blanks around a text in the hub, which A keeps without them. Gives what somebody else does later,
 * when both sides have agreed: he edits the field in A. `undefined`: not possible.
 */
export function typeWithBlanks(desk: Desk): (() => boolean) | undefined {
  const typedIn = somePart(desk, ['companies', 'people', 'invoices']);
  const shown = typedIn && desk.state(typedIn)?.fields;
  if (typedIn === undefined || shown === undefined) return undefined;
  const pairs = openFields(desk, typedIn).flatMap(([field, sort]) =>
    sort === 'text' ? counterparts(desk, typedIn, field).map((other) => ({ field, other })) : [],
  );
  if (pairs.length === 0) return undefined;
  const { field, other } = desk.random.pick(pairs);
  const value = desk.values.next('text', null);
  if (!desk.save(typedIn, { [field]: ` ${typeof value === 'string' ? value.trim() : ''} ` }, shown))
    return undefined;
  return () => {
    const seen = desk.state(other.address)?.fields;
    return seen !== undefined && desk.save(other.address, typed(desk, [[other.field, 'text']], seen), seen);
  };
}

/** The same field in A, where people may edit it. */
const counterparts = (
  desk: Desk,
  { table, thing }: PartAddress,
  field: string,
): { readonly address: PartAddress; readonly field: string }[] =>
  desk
    .places(thing)
    .filter((address) => address.table.startsWith('a.'))
    .flatMap((address) =>
      openFields(desk, address)
        .filter(
          ([name]) =>
            desk.journal.hubField(address.table, address.part, name) ===
            desk.journal.hubField(table, '', field),
        )
        .map(([name]) => ({ address, field: name })),
    );
