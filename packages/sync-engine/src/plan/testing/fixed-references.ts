import type { FieldValue } from '../../value.ts';
import { buildReferences } from './build-input.ts';

// p3 is linked in one stream only; a stray is linked nowhere.
const linked: Readonly<Record<string, readonly string[]>> = {
  p1: ['a.people', 'b.people', 'c.people'],
  p2: ['a.people', 'b.people', 'c.people'],
  p3: ['a.people'],
};

/** References among people who are linked once and for all. */
export const fixedReferences = buildReferences(
  Object.entries(linked).flatMap(([item, streams]) =>
    streams.map((stream) => ({ stream, remoteId: `${stream}/${item}`, item })),
  ),
);

/** The id by which a side names a person. */
export const personAt = (side: string, person: FieldValue): FieldValue =>
  side === 'hub' || typeof person !== 'string' ? person : `${side.replace('.x', '.people')}/${person}`;
