import { valueText, type FieldValue } from '../value.ts';
import type { MappingDefinition } from './define-mapping.ts';

/** What mappings of one stream owe each other: a part of a record is one item, and a stream can do one thing. */
export function* checkParts(mappings: readonly MappingDefinition[]): Generator<string> {
  for (const [index, mapping] of mappings.entries())
    for (const other of mappings.slice(index + 1))
      if (mapping.stream === other.stream) yield* compare(mapping, other);
}

function* compare(one: MappingDefinition, other: MappingDefinition): Generator<string> {
  const both = `stream ${one.stream} is mapped to ${one.collection} and to ${other.collection}`;
  if (one.collection === other.collection)
    yield `${both}: a collection takes a stream once; map the other parts to a collection of their own`;
  else if (overlap(one.partPrefix, other.partPrefix))
    yield `${both} by the same parts ("${one.partPrefix}", "${other.partPrefix}"): give them different partPrefixes`;
  if (textOf(one.capabilities) !== textOf(other.capabilities))
    yield `${both} with different capabilities: declare them once and use them in both`;
}

const overlap = (one: string, other: string): boolean =>
  one === other || (one !== '' && other !== '' && (one.startsWith(other) || other.startsWith(one)));

const textOf = (capabilities: object): string =>
  valueText(Object.fromEntries(Object.entries<FieldValue>({ ...capabilities })));
