import { converted } from '../codec.ts';
import { equalValues, type FieldValue } from '../value.ts';
import { isList } from './is-list.ts';
import { normalText, storable } from './text.ts';
import { defineCodec, expected, holds, refuse, type ConversionTo, type TypedCodec } from './typed-codec.ts';

export interface TextSetOptions {
  /** The side keeps one text with this between the members, e.g. `'|'` in Mautic. @default a JSON list */
  readonly separator?: string;
  /** Normal form: members in lower case. @default false */
  readonly lowerCase?: boolean;
  /** Longest member, in characters. @default no limit */
  readonly maxLength?: number;
}

/**
 * Texts without order or duplicates: tags.
 *
 * Normal form: trimmed, without empty members and duplicates, sorted by code unit; `null` and `''` are `[]`.
 *
 * Refuses: what is no list of text, members that cannot be stored (see `text`), and to be sent, a member
 * that contains the separator.
 */
export function textSet(options: TextSetOptions = {}): TypedCodec<'set', readonly string[]> {
  const { separator } = options;
  if (separator === undefined)
    return defineCodec<'set', readonly string[]>({
      name: 'textSet',
      type: 'set',
      none: [],
      empty: [],
      read: (stored) => (stored === '' ? holds([]) : readMembers(stored, options)),
    });
  if (separator.trim() === '') throw new Error('textSet: the separator must be more than white space');
  const split = (joined: string): ConversionTo<readonly string[]> =>
    readMembers(joined.split(separator), options);
  const separable = (members: ConversionTo<readonly string[]>): ConversionTo<readonly string[]> => {
    if (!members.ok) return members;
    const back = split(members.value.join(separator));
    if (back.ok && equalValues(back.value, members.value)) return members;
    return refuse(`a member contains the separator ${JSON.stringify(separator)}`);
  };
  return defineCodec<'set', readonly string[]>({
    name: `textSet(${separator})`,
    type: 'set',
    none: [],
    empty: '',
    read(stored) {
      if (typeof stored === 'string') return separable(split(stored));
      return expected(`text of members with ${JSON.stringify(separator)} between them`, stored);
    },
    check: (value) => separable(readMembers(value, options)),
    write: (members) => converted(members.join(separator)),
  });
}

function readMembers(list: FieldValue, options: TextSetOptions): ConversionTo<readonly string[]> {
  if (!isList(list)) return expected('a list of text', list);
  const members = new Set<string>();
  for (const member of list) {
    if (typeof member !== 'string') return expected('a list of text', member);
    const normal = storable(normalText(member, { ...options, trim: true }), options.maxLength);
    if (!normal.ok) return normal;
    if (normal.value !== '') members.add(normal.value);
  }
  return holds([...members].toSorted(byCodeUnit));
}

const byCodeUnit = (left: string, right: string): number => (left < right ? -1 : 1);
