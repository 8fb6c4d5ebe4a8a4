import { agreedTextOf, type ItemState, type PeekedItem, type PeekedLink } from '../../src/index.ts';

/** What `peek` shows of an item, where a digest is the text itself. */
export const peekedItem = (
  { key, rev, committedAt, links, effects }: ItemState,
  { side, isHeld }: { readonly side: 'hub' | 'remote'; readonly isHeld: boolean },
): PeekedItem => ({
  key,
  rev,
  committedAt,
  links: links.map((link): PeekedLink => {
    const { stream, remoteId, part, createdAt, state, alive } = link;
    const agreed = { side, digest: agreedTextOf(link, side) };
    return { stream, remoteId, part, createdAt, state, alive, agreed };
  }),
  hasOpenEffects: effects.length > 0,
  isHeld,
});
