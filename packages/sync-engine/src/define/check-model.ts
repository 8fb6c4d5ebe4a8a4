import { checkAuthority } from './check-authority.ts';
import { checkCollection } from './check-collection.ts';
import { checkMapping } from './check-mapping.ts';
import { checkParts } from './check-parts.ts';
import type { AuthorityDefinition } from './define-authority.ts';

/** Every mistake of a model: the laws that do not compile, once more, and those that no type can tell. */
export function checkModel(definitions: readonly AuthorityDefinition[]): readonly string[] {
  return [...mistakes(definitions)];
}

function* mistakes(definitions: readonly AuthorityDefinition[]): Generator<string> {
  const names = definitions.map(({ collection }) => collection.name);
  for (const name of new Set(names.filter((one, index) => names.indexOf(one) !== index)))
    yield `collection ${name} is defined twice: give all of its mappings to one defineAuthority`;
  yield* checkParts(definitions.flatMap(({ mappings }) => mappings));
  for (const definition of definitions) {
    yield* checkCollection(definition, names);
    for (const mapping of definition.mappings) yield* checkMapping(definition, mapping, definitions);
    yield* checkAuthority(definition);
  }
}
