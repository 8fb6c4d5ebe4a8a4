import type { Authority, FieldMapping, PlainAuthority } from '../model.ts';
import { valueText } from '../value.ts';
import { unheld } from './check-values.ts';
import type { AuthorityDefinition } from './define-authority.ts';

/** Every mapped field has exactly one authority, and nobody decides what he cannot show. */
export function* checkAuthority(definition: AuthorityDefinition): Generator<string> {
  const { collection, mappings, authority } = definition;
  const mapped = new Set(mappings.flatMap(({ fields }) => Object.keys(fields)));
  for (const field of new Set([...mapped, ...Object.keys(authority)])) {
    const at = `collection ${collection.name}, field ${field}`;
    const rule = Object.hasOwn(authority, field) ? authority[field] : undefined;
    if (rule === undefined) yield `${at}: it is mapped, but nobody decides it; add it to the authority`;
    else if (!mapped.has(field))
      yield `${at}: it has an authority, but nothing maps it; remove one or add the other`;
    else for (const mistake of ruleMistakes(definition, field, rule)) yield `${at}: ${mistake}`;
  }
}

function* ruleMistakes(definition: AuthorityDefinition, field: string, rule: Authority): Generator<string> {
  if (rule.kind !== 'by-state') {
    yield* plainMistakes(definition, field, rule);
    return;
  }
  yield* stateMistakes(definition, rule);
  for (const plain of [...rule.states.map((state) => state.authority), rule.otherwise])
    yield* plainMistakes(definition, field, plain);
}

function* plainMistakes(
  definition: AuthorityDefinition,
  field: string,
  rule: PlainAuthority,
): Generator<string> {
  if (!kinds.has(rule.kind)) {
    yield `an authority of the kind '${rule.kind}' is not known; use ${[...kinds].join(', ')} or by-state`;
    return;
  }
  const decider = deciderOf(rule);
  if (decider !== undefined) yield* deciderMistakes(definition, field, decider);
  const column = definition.collection.columns[field];
  const reason = rule.kind === 'either' && column && unheld(column.codec, [rule.wins]);
  if (reason) yield `the winning value ${reason}`;
  if (rule.kind === 'either' && rule.wins === null) yield 'the winning value is null, which is no value';
  for (const { entity: stream, fields } of definition.mappings)
    if (lineOf(fields, field)?.direction === 'in' && !(rule.kind === 'stream' && rule.stream === stream))
      yield `stream ${stream} only reads it and could never be corrected; decide by byStream('${stream}'), or map it both`;
}

const kinds: ReadonlySet<string> = new Set([
  'stream',
  'hub',
  'shared',
  'either',
  'manual',
] satisfies PlainAuthority['kind'][]);

const deciderOf = (rule: PlainAuthority): string | undefined => {
  if (rule.kind === 'stream') return rule.stream;
  return rule.kind === 'shared' && rule.prefer !== 'hub' ? rule.prefer : undefined;
};

function* deciderMistakes(
  { mappings }: AuthorityDefinition,
  field: string,
  stream: string,
): Generator<string> {
  const decider = mappings.find((mapping) => mapping.entity === stream);
  const line = decider && lineOf(decider.fields, field);
  if (line === undefined) yield `stream ${stream} decides it, but does not map it; map it, or name another`;
  else if (line.direction === 'out')
    yield `stream ${stream} decides it, but it is only written there; map it both, or name another`;
}

function* stateMistakes(
  { collection, mappings }: AuthorityDefinition,
  { stream, field, states }: Extract<Authority, { kind: 'by-state' }>,
): Generator<string> {
  const decider = mappings.find((mapping) => mapping.entity === stream);
  const line = decider && lineOf(decider.fields, field);
  if (line === undefined || line.direction === 'out') {
    yield `its state is ${field} of stream ${stream}, which does not show it; map it in or both`;
    return;
  }
  const listed = states.flatMap((state) => state.in);
  const texts = listed.map(valueText);
  const twice = listed.find((_, index) => texts.indexOf(texts[index] ?? '') !== index);
  if (twice !== undefined) yield `the state ${JSON.stringify(twice)} has two authorities; list it once`;
  const reason = unheld(line.codec, listed) ?? unheld(collection.columns[field]?.codec ?? line.codec, listed);
  if (reason !== undefined) yield `its state ${field} of stream ${stream}: ${reason}`;
}

const lineOf = (fields: Readonly<Record<string, FieldMapping>>, field: string): FieldMapping | undefined =>
  Object.hasOwn(fields, field) ? fields[field] : undefined;
