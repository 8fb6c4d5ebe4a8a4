import type { z } from 'zod';

/**
 * Makes a record that a schema takes, the same one for the same index: every declared field, and of those
 * that may be empty every third one `null` or left out. Lists have two entries.
 */
export const exampleOf = (schema: z.ZodType, index: number): unknown => valueOf(schema, 'record', index);

function valueOf(schema: z.core.SomeType, name: string, index: number): unknown {
  const def = definitionOf(schema);
  const isEmpty = (name.length + index) % 3 === 0;
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- the kinds that the clients use; another one is refused below
  switch (def.type) {
    case 'string':
      return textOf(name, index);
    case 'number':
      return 'format' in def ? index + 1 : Math.round((index + 1) * 12_345.6) / 100;
    case 'boolean':
      return index % 2 === 0;
    case 'null':
      return null;
    case 'unknown':
      return null;
    case 'optional':
      return isEmpty && definitionOf(def.innerType).type !== 'nullable'
        ? undefined
        : valueOf(def.innerType, name, index);
    case 'nullable':
      return isEmpty ? null : valueOf(def.innerType, name, index);
    case 'array':
      return [valueOf(def.element, name, index), valueOf(def.element, name, index + 1)];
    case 'record':
      return { first: valueOf(def.valueType, name, index), second: valueOf(def.valueType, name, index + 1) };
    case 'object':
      return Object.fromEntries(
        Object.entries(def.shape).map(([key, field]) => [key, valueOf(field, key, index)]),
      );
    case 'union':
      return valueOf(optionOf(def.options, index), name, index);
    case 'pipe':
      return valueOf(def.out, name, index);
    default:
      throw new TypeError(`${name}: no example for a schema of the kind ${def.type}. Add one.`);
  }
}

/** Single values in turn; of anything else the first, since an empty list says little. */
function optionOf(options: readonly z.core.SomeType[], index: number): z.core.SomeType {
  const single = options.filter((option) =>
    ['string', 'number', 'boolean'].includes(definitionOf(option).type),
  );
  const option = single[index % single.length] ?? options[0];
  if (option === undefined) throw new TypeError('no example for a union of nothing.');
  return option;
}

function definitionOf({ _zod: { def } }: z.core.SomeType): z.core.$ZodTypes['_zod']['def'] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every kind of zod is one of these
  return def as z.core.$ZodTypes['_zod']['def'];
}

function textOf(name: string, index: number): string {
  if (/(^|_)id$|Id$/.test(name)) return `0a1b2c3d-${String(index).padStart(4, '0')}-4e5f`;
  if (/_at$|date|time|modified|creation|dateAdded/i.test(name)) return '2026-01-31 09:15:00.123456';
  if (/description|notes|terms|remarks|html|text/i.test(name))
    return `The ${name} of this one, in a sentence or two.`;
  return `${name} ${index}`;
}
