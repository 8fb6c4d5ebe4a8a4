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
  all: readonly LinkView[],
): PlainAuthority | undefined {
  // A record that was cut off, merged away or is known to be deleted for good has no say any more.
  const links = all.filter(
    ({ link, view }) => link.state === 'live' || (link.state === 'tombstone' && view.presence !== 'gone'),
  );
  const authority = collection.authority[field];
  if (authority === undefined)
    throw new Error(`${collection.name}.${field} has no authority: check the model`);
  if (authority.kind === 'stream') return isReadable(links, authority.stream, field) ? authority : undefined;
  if (authority.kind !== 'by-state') return authority;
  const { stream, states, otherwise } = authority;
  const decider = links.find(({ mapping }) => mapping.entity === stream);
  // Not there (yet): nobody else has a say.
  if (decider === undefined) return { kind: 'shared', prefer: 'hub' };
  const shown = decider.view.values[authority.field];
  if (decider.view.presence === 'unknown' || shown === undefined) return undefined;
  const rule =
    states.find((state) => state.in.some((value) => equalValues(value, shown)))?.authority ?? otherwise;
  return rule.kind === 'stream' && !isReadable(links, rule.stream, field) ? undefined : rule;
}

// A stream without a link says nothing about the item; a record that is missing while its delete is not believed
// is as good as unreadable.
function isReadable(links: readonly LinkView[], stream: string, field: string): boolean {
  const owner = links.find(({ mapping }) => mapping.entity === stream);
  if (owner === undefined) return true;
  const { presence, unreadable } = owner.view;
  return presence !== 'unknown' && presence !== 'gone' && unreadable[field] === undefined;
}
