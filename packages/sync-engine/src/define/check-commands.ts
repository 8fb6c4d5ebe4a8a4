import type { AuthorityDefinition } from './define-authority.ts';
import type { MappingDefinition } from './define-mapping.ts';
import { unheld } from './check-values.ts';

/** A command is asked for by an edit of a field that only the provider decides. */
export function* checkCommands(
  { authority }: AuthorityDefinition,
  { entity, fields, commands }: MappingDefinition,
): Generator<string> {
  for (const { name, field, from, to } of commands) {
    const at = `, field ${field}: command ${name}`;
    const line = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (line === undefined) {
      yield `${at} is asked for by a field that is not mapped; map it`;
      continue;
    }
    const rule = authority[field];
    if (!(rule?.kind === 'stream' && rule.stream === entity))
      yield `${at} needs a field that its own stream decides; set the authority to byStream('${entity}')`;
    if (from.length === 0) yield `${at} starts from no value; name the remote values it starts from`;
    const reason = unheld(line.codec, [...from, to]);
    if (reason !== undefined) yield `${at}: ${reason}`;
  }
}
