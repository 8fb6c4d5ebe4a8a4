import { normalForm, type Conversion } from '../codec.ts';
import type { FieldValue } from '../value.ts';
import { isList } from './is-list.ts';
import { defineCodec, expected, holds, refuse, type ConversionTo, type TypedCodec } from './typed-codec.ts';

/** A key of the items: its codec, and its name on the side where that differs from the canonical one. */
export type ListKey = TypedCodec | { readonly stored: string; readonly codec: TypedCodec };

type ListKeys = Readonly<Record<string, ListKey>>;

/** Canonical item of a list with these keys. */
export type ListItem<Keys extends ListKeys> = {
  readonly [Key in keyof Keys]: Keys[Key] extends
    | TypedCodec<infer _, infer Value>
    | { readonly codec: TypedCodec<infer _, infer Value> }
    ? Value
    : never;
};

export interface ListOfOptions {
  /**
   * Keys of a stored item that are not listed: the list is refused, or they are ignored, and it is the adapter
   * that keeps them when it writes.
   * @default 'refuse'
   */
  readonly otherKeys?: 'refuse' | 'ignore';
}

/**
 * A list of like items whose order matters, e.g. the lines of an invoice; it is compared as a whole.
 *
 * Normal form: every item has every key, in its codec's normal form; `null` and `''` are `[]`.
 *
 * Refuses: what is no list of objects, a value that a key's codec refuses (`item 2, quantity: …`), and keys
 * that are not listed, unless they are ignored.
 * @throws {Error} if two keys have one stored name.
 * @example
 * listOf({
 *   product: { stored: 'product_key', codec: text() },
 *   quantity: decimalNumber({ precision: 24, scale: 8 }),
 * }, { otherKeys: 'ignore' })
 */
export function listOf<const Keys extends ListKeys>(
  keys: Keys,
  options: ListOfOptions = {},
): TypedCodec<'list', readonly (ListItem<Keys> & Item)[]> {
  const ways = Object.entries(keys).map(([key, way]): Way => {
    return 'stored' in way ? { key, ...way } : { key, stored: key, codec: way };
  });
  if (new Set(ways.map(({ stored }) => stored)).size !== ways.length)
    throw new Error('listOf: two keys have one stored name');
  const read = everyItem(
    ways.map(({ key, stored, codec }) => ({
      from: stored,
      to: key,
      convert: (value) => codec.decode(value),
    })),
    options.otherKeys === 'ignore',
  );
  const write = everyItem(
    ways.map(({ key, stored, codec }) => ({
      from: key,
      to: stored,
      convert: (value) => codec.encode(value),
    })),
    false,
  );
  const check = everyItem(
    ways.map(({ key, codec }) => ({ from: key, to: key, convert: (value) => normalForm(codec, value) })),
    false,
  );
  const codec = defineCodec<'list', readonly Item[]>({
    name: `listOf(${ways.map(({ key }) => key).join(', ')})`,
    type: 'list',
    members: ways.map((way) => `${way.key}: ${way.codec.type}`),
    none: [],
    empty: [],
    read: (stored) => (stored === '' ? holds([]) : read(stored)),
    check,
    write,
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each key was converted by its own codec
  return codec as TypedCodec<'list', readonly (ListItem<Keys> & Item)[]>;
}

type Item = { readonly [key: string]: FieldValue };

interface Way {
  readonly key: string;
  readonly stored: string;
  readonly codec: TypedCodec;
}

interface KeyStep {
  readonly from: string;
  readonly to: string;
  readonly convert: (value: FieldValue) => Conversion;
}

function everyItem(
  steps: readonly KeyStep[],
  ignoreOthers: boolean,
): (list: FieldValue) => ConversionTo<readonly Item[]> {
  const known = new Set(steps.map(({ from }) => from));
  return (list) => {
    if (!isList(list)) return expected('a list of objects', list);
    const items: Item[] = [];
    for (const [index, item] of list.entries()) {
      const at = `item ${index + 1}`;
      if (!isItem(item)) return refuse(`${at}: ${expected('an object', item).reason}`);
      const other = ignoreOthers ? undefined : Object.keys(item).find((key) => !known.has(key));
      if (other !== undefined) return refuse(`${at}: it has another key than ${[...known].join(', ')}`);
      const converted = everyKey(item, steps);
      if (!converted.ok) return refuse(`${at}, ${converted.reason}`);
      items.push(converted.value);
    }
    return holds(items);
  };
}

function everyKey(item: Item, steps: readonly KeyStep[]): ConversionTo<Item> {
  const made: Record<string, FieldValue> = {};
  for (const { from, to, convert } of steps) {
    const value = convert(Object.hasOwn(item, from) ? (item[from] ?? null) : null);
    if (!value.ok) return refuse(`${from}: ${value.reason}`);
    made[to] = value.value;
  }
  return holds(made);
}

function isItem(value: FieldValue): value is Item {
  return typeof value === 'object' && value !== null && !isList(value);
}
