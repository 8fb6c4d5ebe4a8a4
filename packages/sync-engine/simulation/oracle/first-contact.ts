import { itemText } from '../../src/index.ts';
import { heldCommits } from './commits.ts';
import type { Evidence, Things } from './evidence.ts';
import type { Edit } from './lineage.ts';

/** Until which step a field of an item had no base in some stream: nothing had agreed there yet. */
export type UnagreedUntil = (edit: Edit) => number;

/**
 * Reads from the engine's commits when links got their bases. Before that, law 7 holds: an empty side takes the
 * value of the other.
 */
export function firstContacts({ calls }: Evidence, things: Things): UnagreedUntil {
  const last = new Map<string, number>();
  const known = new Set<string>();
  for (const { key, links, effects, step } of heldCommits(calls)) {
    const thing = things.root(things.ofItem(key) ?? itemText(key));
    const fields = new Set([
      ...links.flatMap(({ base }) => Object.keys(base)),
      ...effects.flatMap(({ fields: written }) => Object.keys(written)),
    ]);
    for (const { stream, remoteId, base } of links) {
      const name = JSON.stringify([itemText(key), stream, remoteId]);
      if (!known.has(name)) last.set(thing, step);
      known.add(name);
      for (const field of fields)
        if (base[field] === undefined) last.set(JSON.stringify([thing, field]), step);
    }
  }
  return ({ thing, field }) => {
    const root = things.root(thing);
    return Math.max(last.get(root) ?? 0, last.get(JSON.stringify([root, field])) ?? 0);
  };
}
