import type { AuthorityDefinition } from './define-authority.ts';
import type { MappingDefinition } from './define-mapping.ts';
import { checkCommands } from './check-commands.ts';
import { checkField } from './check-field.ts';
import { unheld } from './check-values.ts';

/** What a mapping owes to its collection, its stream, and the streams that its references name. */
export function* checkMapping(
  definition: AuthorityDefinition,
  mapping: MappingDefinition,
  all: readonly AuthorityDefinition[],
): Generator<string> {
  const { collection } = definition;
  const at = `collection ${collection.name}, stream ${mapping.stream}`;
  if (mapping.collection !== collection.name)
    yield `${at}: it is a mapping of ${mapping.collection}; give it to the authority of that collection`;
  if (Object.keys(mapping.fields).length === 0) yield `${at}: it maps no field; map one, or leave it out`;
  for (const [field, line] of Object.entries(mapping.fields))
    for (const mistake of checkField(definition, mapping, field, line, all))
      yield `${at}, field ${field}: ${mistake}`;
  for (const mistake of [
    ...remoteFieldsWrittenTwice(mapping),
    ...parentMistakes(definition, mapping, all),
    ...matchMistakes(mapping),
    ...constantMistakes(definition, mapping),
    ...createMistakes(definition, mapping),
    ...capabilityMistakes(mapping),
    ...checkCommands(definition, mapping),
  ])
    yield `${at}${mistake}`;
}

function* remoteFieldsWrittenTwice({ fields }: MappingDefinition): Generator<string> {
  const written = new Map<string, string>();
  for (const [field, { remote, direction }] of Object.entries(fields)) {
    if (direction === 'in') continue;
    const first = written.get(remote);
    if (first !== undefined)
      yield `, field ${field}: ${first} writes the remote field ${remote} too; map only one of them out or both`;
    written.set(remote, first ?? field);
  }
}

function* parentMistakes(
  { collection }: AuthorityDefinition,
  { stream, parent, partPrefix }: MappingDefinition,
  all: readonly AuthorityDefinition[],
): Generator<string> {
  if (parent === undefined) return;
  const column = collection.columns[parent];
  if (partPrefix === '') {
    yield `, field ${parent}: only a part has a parent; give a partPrefix, or leave parent out`;
    return;
  }
  if (column?.kind !== 'reference') {
    yield `, field ${parent}: the parent must be a column of kind 'reference'`;
    return;
  }
  const wholes = all
    .flatMap(({ mappings }) => mappings)
    .filter((one) => one.stream === stream && one.partPrefix === '');
  if (!wholes.some((whole) => whole.collection === column.to))
    yield `, field ${parent}: the whole records of the stream are not mapped to ${column.to}; map them, or leave parent out`;
}

function* matchMistakes({ matchBy, fields }: MappingDefinition): Generator<string> {
  for (const set of matchBy) {
    if (set.length === 0) yield ': a set of matchBy is empty and would match everything; name its fields';
    for (const field of set) {
      const line = Object.hasOwn(fields, field) ? fields[field] : undefined;
      if (line === undefined) yield `, field ${field}: matchBy names it, but it is not mapped; map it`;
      if (line?.direction === 'out')
        yield `, field ${field}: matchBy names it, but it is never read; map it in or both`;
    }
  }
}

function* constantMistakes(
  { collection }: AuthorityDefinition,
  { constants, fields }: MappingDefinition,
): Generator<string> {
  for (const [field, value] of Object.entries(constants)) {
    const column = Object.hasOwn(collection.columns, field) ? collection.columns[field] : undefined;
    if (column === undefined) yield `, field ${field}: a constant is given, but there is no such column`;
    if (Object.hasOwn(fields, field)) yield `, field ${field}: it is mapped and has a constant; choose one`;
    const reason = column && unheld(column.codec, [value]);
    if (reason !== undefined) yield `, field ${field}: its constant ${reason}`;
  }
}

function* createMistakes({ collection }: AuthorityDefinition, mapping: MappingDefinition): Generator<string> {
  const { createInStream, capabilities, fields } = mapping;
  if (createInStream === false) return;
  if (!capabilities.keySlot)
    yield ': createInStream needs a keySlot for the hub id, else an unclear create would double; set createInStream to false';
  if (Object.values(fields).every(({ direction }) => direction === 'in'))
    yield ': createInStream would create records without any field; map one out or both, or set it to false';
  for (const [field, values] of Object.entries(createInStream.when)) {
    const column = Object.hasOwn(collection.columns, field) ? collection.columns[field] : undefined;
    if (column === undefined)
      yield `, field ${field}: createInStream asks for it, but there is no such column`;
    const reason = column && unheld(column.codec, values);
    if (reason !== undefined) yield `, field ${field}: createInStream: ${reason}`;
  }
}

function* capabilityMistakes({ capabilities, onDelete }: MappingDefinition): Generator<string> {
  const { deletes, restorable, overlap, longestRequest } = capabilities;
  if (onDelete === 'remove' && deletes === 'none')
    yield `: onDelete is 'remove', but the stream cannot delete; set it to 'keep'`;
  if (restorable && deletes !== 'soft')
    yield ': only what was deleted softly is restorable; correct the capabilities';
  if (!(Number.isFinite(overlap) && overlap >= 0)) yield ': overlap must be a number of milliseconds from 0';
  if (!(Number.isFinite(longestRequest) && longestRequest > 0))
    yield ': longestRequest must be a number of milliseconds above 0';
}
