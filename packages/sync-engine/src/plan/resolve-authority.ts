import type { CollectionModel, PlainAuthority } from '../model.ts';
import { equalValues } from '../value.ts';
import type { LinkView } from './link-view.ts';

/**
 * Who decides a field now: state-dependent authority follows the freshest state of the stream that shows it.
 * `undefined`: the stream that decides could not be read, so nobody may write the field.
 */
export function resolveAuthority(
  collection: CollectionModel,
  field: string,
  links: readonly LinkView[],
): PlainAuthority | undefined {
  const authority = collection.authority[field];
  if (authority === undefined)
    throw new Error(`${collection.name}.${field} has no authority: check the model`);
  if (authority.kind === 'stream') return isReadable(links, authority.stream, field) ? authority : undefined;
  if (authority.kind !== 'by-state') return authority;
  const { stream, states, otherwise } = authority;
  const decider = links.find((view) => view.link.stream === stream);
  // Not there yet: nobody else has a say.
  if (decider === undefined) return { kind: 'shared', prefer: 'hub' };
  const shown = decider.view.values[authority.field];
  if (decider.view.presence === 'unknown' || shown === undefined) return undefined;
  const rule =
    states.find((state) => state.in.some((value) => equalValues(value, shown)))?.authority ?? otherwise;
  return rule.kind === 'stream' && !isReadable(links, rule.stream, field) ? undefined : rule;
}

// A stream without a link says nothing about the item, and then nothing is unreadable either.
function isReadable(links: readonly LinkView[], stream: string, field: string): boolean {
  const owner = links.find((view) => view.link.stream === stream);
  return (
    owner === undefined || (owner.view.presence !== 'unknown' && owner.view.unreadable[field] === undefined)
  );
}
