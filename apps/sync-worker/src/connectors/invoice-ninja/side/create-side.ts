import type { MappingDefinition, Side } from '@unified-sync/sync-engine';
import type { NinjaRow } from '../records/record-context.ts';
import { listIds } from './list-ids.ts';
import { listPage } from './list-page.ts';
import { lookAt } from './look.ts';
import { createRecordIndex } from './record-index.ts';
import { writeRequests, type Writing } from './write-requests.ts';

export interface SideOptions<Row extends NinjaRow> extends Omit<Writing<Row>, 'index'> {
  /** All mappings of the stream. */
  readonly mappings: readonly MappingDefinition[];
}

/** One entity of a connection, as the engine talks to it. */
export function createSide<Row extends NinjaRow>({ mappings, ...options }: SideOptions<Row>): Side {
  const { reading, now } = options;
  const index = createRecordIndex({
    reading,
    now,
    searchable: searchableFields(mappings),
    lookBack: Math.max(...mappings.map(({ capabilities }) => capabilities.overlap)),
  });
  return {
    look: async (ids) => await lookAt(reading, ids),
    write: async (requests) => await writeRequests({ ...options, index }, requests),
    findByKey: async (key) => await index.findByKey(key),
    findByFields: async (queries) => await index.findByFields(queries),
    list: async (listing) => await listPage(reading, listing),
    listIds: async () => await listIds(reading),
  };
}

/** Remote fields that records are matched by, or that no two may share. */
export const searchableFields = (mappings: readonly MappingDefinition[]): readonly string[] => [
  ...new Set(
    mappings.flatMap(({ matchBy, fields }) => [
      ...matchBy.flat().flatMap((field) => fields[field]?.remote ?? []),
      ...Object.values(fields).flatMap(({ identity, remote }) => (identity === true ? [remote] : [])),
    ]),
  ),
];
