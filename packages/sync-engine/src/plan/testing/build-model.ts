import type { Codec } from '../../codec.ts';
import type { CollectionModel, FieldMapping, Mapping, StreamCapabilities } from '../../model.ts';

/** A stream that can do everything. */
export const capabilities: StreamCapabilities = {
  modifiedFilter: true,
  overlap: 60_000,
  resumable: true,
  deletes: 'soft',
  restorable: true,
  keySlot: true,
  cas: false,
  longestRequest: 30_000,
  movesMoney: false,
  movesIds: false,
};

/** One line of a mapping; the remote field has the name `<field>_there` unless told otherwise. */
export const line = (
  field: string,
  codec: Codec,
  rest: Partial<FieldMapping> = {},
): Readonly<Record<string, FieldMapping>> => ({
  [field]: { remote: `${field}_there`, codec, direction: 'both', ...rest },
});

export function buildMapping(
  stream: string,
  fields: Mapping['fields'],
  rest: Partial<Mapping> = {},
): Mapping {
  return {
    stream,
    entity: stream,
    collection: 'companies',
    partPrefix: '',
    fields,
    capabilities,
    matchBy: [],
    createInHub: true,
    createInStream: false,
    onDelete: 'remove',
    commands: [],
    ...rest,
  };
}

/** A collection of the given mappings. */
export function buildCollection({
  mappings,
  ...rest
}: Pick<CollectionModel, 'columns' | 'authority'> &
  Partial<Omit<CollectionModel, 'mappings'>> & {
    readonly mappings: readonly Mapping[];
  }): CollectionModel {
  return {
    name: 'companies',
    owner: null,
    constants: {},
    onDelete: 'keep',
    longestRequest: 30_000,
    overlap: 60_000,
    mappings: Object.fromEntries(mappings.map((mapping) => [mapping.stream, mapping])),
    ...rest,
  };
}
