import type { CollectionModel, Mapping, Model } from '../model.ts';
import { checkModel } from './check-model.ts';
import type { AuthorityDefinition } from './define-authority.ts';
import type { MappingDefinition } from './define-mapping.ts';
import { ModelError } from './model-error.ts';

/**
 * Puts collections, mappings and authority together, and checks all of it: types are only stripped when the
 * worker runs, and a configuration in JavaScript has none.
 * @throws {ModelError} with every mistake that was found, each with its collection, stream, field and fix.
 */
export function defineModel(definitions: readonly AuthorityDefinition[]): Model {
  const mistakes = checkModel(definitions);
  if (mistakes.length > 0) throw new ModelError(mistakes);
  return {
    collections: Object.fromEntries(definitions.map((one) => [one.collection.name, collectionModel(one)])),
  };
}

function collectionModel({ collection, mappings, authority }: AuthorityDefinition): CollectionModel {
  return {
    ...collection,
    authority,
    mappings: Object.fromEntries(mappings.map((one) => [one.stream, runtimeMapping(one)])),
    constants: Object.fromEntries(mappings.map((one) => [one.stream, one.constants])),
  };
}

function runtimeMapping({
  remoteFields: _declared,
  constants: _constants,
  ...mapping
}: MappingDefinition): Mapping {
  return mapping;
}
