import type { FieldMapping } from '../model.ts';
import { membersOf, typeOf } from './codec-type.ts';
import type { AuthorityDefinition } from './define-authority.ts';
import type { ColumnDefinition } from './define-collection.ts';
import type { MappingDefinition } from './define-mapping.ts';

/** What one line of a mapping owes to its column and to its stream. */
export function* checkField(
  { collection }: AuthorityDefinition,
  { remoteFields }: MappingDefinition,
  field: string,
  line: FieldMapping,
  all: readonly AuthorityDefinition[],
): Generator<string> {
  if (!remoteFields.includes(line.remote))
    yield `the stream has no field ${line.remote}; correct the name, or add it to remoteFields`;
  if (!['in', 'out', 'both'].includes(line.direction))
    yield `its direction is '${line.direction}'; use 'in', 'out' or 'both'`;
  const column = Object.hasOwn(collection.columns, field) ? collection.columns[field] : undefined;
  if (column === undefined) yield `there is no such column; add it to the collection, or correct the name`;
  else yield* [...codecMistakes(column, line), ...referenceMistakes(column, line, all)];
}

function* codecMistakes({ codec }: ColumnDefinition, line: FieldMapping): Generator<string> {
  const [own, other] = [typeOf(codec), typeOf(line.codec)];
  if (own !== other) {
    yield (
      `the column holds ${own ?? 'values of no named type'} (${codec.name}), the stream's codec ${line.codec.name} ` +
      `gives ${other ?? 'values of no named type'}; use codecs of one type`
    );
    return;
  }
  const [known, shown] = [membersOf(codec) ?? [], membersOf(line.codec) ?? []];
  const strange = shown.filter((member) => !known.includes(member));
  const missing = known.filter((member) => !shown.includes(member));
  if (own === 'choice' && line.direction !== 'out' && strange.length > 0)
    yield `the stream can show ${strange.join(', ')}, which the column does not have; add it to the column`;
  if (own === 'list' && strange.length + missing.length > 0)
    yield `the lists differ in their keys (${[...strange, ...missing].join(', ')}); give both the same`;
}

function* referenceMistakes(
  column: ColumnDefinition,
  { refers }: FieldMapping,
  all: readonly AuthorityDefinition[],
): Generator<string> {
  if (column.kind !== 'reference') {
    if (refers !== undefined)
      yield `only a reference has refers (${refers}); leave it out, or make the column a reference`;
    return;
  }
  if (refers === undefined) {
    yield 'a reference needs refers: the stream whose record ids the remote field holds';
    return;
  }
  const targets = all.filter(({ mappings }) => mappings.some(({ stream }) => stream === refers));
  if (targets.length === 0) yield `it refers to stream ${refers}, which is not in the model; add its mapping`;
  else if (!targets.some(({ collection }) => collection.name === column.to))
    yield `it refers to stream ${refers}, which is not mapped to ${column.to}; name a stream of ${column.to}`;
}
