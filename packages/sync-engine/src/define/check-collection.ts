import type { AuthorityDefinition } from './define-authority.ts';
import type { ColumnDefinition } from './define-collection.ts';
import { typeOf } from './codec-type.ts';

/** What a collection owes by itself, and to the collections that its references name. */
export function* checkCollection(
  { collection, mappings }: AuthorityDefinition,
  collections: readonly string[],
): Generator<string> {
  const { name, owner, columns, longestRequest, overlap } = collection;
  if (!(Number.isFinite(longestRequest) && longestRequest > 0))
    yield `collection ${name}: longestRequest must be a number of milliseconds above 0`;
  if (!(Number.isFinite(overlap) && overlap >= 0))
    yield `collection ${name}: overlap must be a number of milliseconds from 0`;
  for (const [field, column] of Object.entries(columns))
    for (const mistake of columnMistakes(column, collections))
      yield `collection ${name}, field ${field}: ${mistake}`;
  if (owner === null) return;
  if (!Object.hasOwn(columns, owner)) {
    yield `collection ${name}: its owner ${owner} is no column; add it, or name another`;
    return;
  }
  for (const { stream, fields, constants } of mappings)
    if (!Object.hasOwn(fields, owner) && !Object.hasOwn(constants, owner))
      yield `collection ${name}, stream ${stream}, field ${owner}: records have no owner; map it, or give it in constants`;
}

function* columnMistakes(column: ColumnDefinition, collections: readonly string[]): Generator<string> {
  const { kind, codec, to } = column;
  const type = typeOf(codec);
  if (!['value', 'set', 'reference'].includes(kind))
    yield `its kind is '${kind}'; use 'value', 'set' or 'reference'`;
  if (kind === 'reference' && type !== undefined && type !== 'reference')
    yield `a reference needs the codec reference(), not ${codec.name}`;
  if (kind === 'set' && type !== 'set')
    yield `a set needs a codec of a set, e.g. textSet(), not ${codec.name}`;
  if (kind === 'value' && (type === 'set' || type === 'reference'))
    yield `${codec.name} needs a column of kind '${type}', not 'value'`;
  if (kind === 'reference' && !collections.includes(to))
    yield `it refers to ${to === undefined ? 'no collection: say which in to' : `collection ${to}, which is not in the model`}`;
  if (kind !== 'reference' && to !== undefined) yield `only a reference has to (${String(to)})`;
}
