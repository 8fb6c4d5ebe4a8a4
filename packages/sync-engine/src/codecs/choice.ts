import { converted } from '../codec.ts';
import type { FieldValue } from '../value.ts';
import { isList } from './is-list.ts';
import { shapeOf } from './shape-of.ts';
import { defineCodec, holds, refuse, type TypedCodec } from './typed-codec.ts';

/** What a side may keep for a canonical value. */
export type StoredChoice = string | number | boolean;

/**
 * One of a closed list of values, one-to-one, e.g. `choice({ draft: '1', sent: '2', paid: '4' })`; or as they
 * are: `choice(['draft', 'sent', 'paid'])`.
 *
 * Normal form: the canonical name. `null` is `null`, and so is `''` unless it is listed.
 *
 * Refuses: a stored value that is not listed, also of another type (`1` is not `'1'`): a state that the
 * provider added is a finding, never a guess; and a canonical value that the side does not have.
 * @throws {Error} if two canonical values have one stored form.
 */
export function choice<const Name extends string>(names: readonly Name[]): TypedCodec<'choice', Name | null>;
export function choice<const Stored extends Readonly<Record<string, StoredChoice>>>(
  stored: Stored,
): TypedCodec<'choice', (keyof Stored & string) | null>;
export function choice(
  listed: readonly string[] | Readonly<Record<string, StoredChoice>>,
): TypedCodec<'choice', string | null> {
  const pairs = isList(listed) ? listed.map((name) => [name, name] as const) : Object.entries(listed);
  const storedByName = new Map<FieldValue, StoredChoice>(pairs);
  const nameByStored = new Map<FieldValue, string>(pairs.map(([name, stored]) => [stored, name]));
  if (nameByStored.size !== pairs.length)
    throw new Error(`choice: every value needs a stored form of its own, in ${JSON.stringify(pairs)}`);
  const names = pairs.map(([name]) => name);

  return defineCodec<'choice', string | null>({
    name: `choice(${names.join('|')})`,
    type: 'choice',
    members: names,
    none: null,
    read(stored) {
      const name = nameByStored.get(stored);
      if (name !== undefined) return holds(name);
      return stored === '' ? holds(null) : refuse(notListed(stored, [...nameByStored.keys()]));
    },
    check(value) {
      if (typeof value === 'string' && storedByName.has(value)) return holds(value);
      return refuse(notListed(value, names));
    },
    write: (name) => converted(storedByName.get(name) ?? null),
  });
}

const notListed = (value: FieldValue, listed: readonly FieldValue[]): string =>
  `${shownChoice(value)} is none of ${listed.map((one) => JSON.stringify(one)).join(', ')}`;

// A code or a number tells a person which state is new; longer text may be anything, and is not shown.
function shownChoice(value: FieldValue): string {
  const isCode = typeof value === 'number' || (typeof value === 'string' && /^[\w -]{1,24}$/.test(value));
  return isCode ? JSON.stringify(value) : shapeOf(value);
}
