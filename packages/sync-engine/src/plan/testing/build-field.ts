import { text } from '../../codecs/index.ts';
import type { Link } from '../../link.ts';
import type { Column, FieldMapping, PlainAuthority } from '../../model.ts';
import type { FieldValue } from '../../value.ts';
import type { FieldState } from '../field-state.ts';
import type { References } from '../references.ts';
import { buildLink, noReferences } from './build-input.ts';

/** How one stream shows a field. */
export interface RemoteParts extends Partial<Pick<FieldMapping, 'codec' | 'direction' | 'refers'>> {
  readonly value: FieldValue;
  /** What hub and stream showed when they last agreed; without it, this is their first contact. */
  readonly base?: readonly [hub: FieldValue, remote: FieldValue];
  /** The value that the hub has dealt with. */
  readonly lost?: FieldValue;
  readonly written?: Link['written'][string];
}

export interface FieldParts {
  readonly authority: PlainAuthority;
  readonly hub: FieldValue;
  /** By stream. */
  readonly remotes: Readonly<Record<string, RemoteParts>>;
  readonly column?: Column;
  readonly references?: References;
}

/** The field `name` of an item, as text unless told otherwise. */
export function buildField({ authority, hub, remotes, column, references }: FieldParts): FieldState {
  return {
    field: 'name',
    column: column ?? { kind: 'value', codec: text() },
    authority,
    hub,
    references: references ?? noReferences,
    remotes: Object.entries(remotes).map(([stream, { value, base, lost, written, ...mapping }]) => {
      const halves = base && { hub: base[0], remote: base[1] };
      return {
        stream,
        entity: stream,
        value,
        base: halves,
        mapping: { remote: 'name_there', codec: text(), direction: 'both', ...mapping },
        link: buildLink(stream, {
          base: halves ? { name: halves } : {},
          lost: lost === undefined ? {} : { name: lost },
          written: written ? { name: written } : {},
        }),
      };
    }),
  };
}
