import { itemText, remotePartKey } from '../../src/index.ts';
import { createThings, linkedPairs } from './evidence.ts';
import type { Check, Evidence, Violation } from './evidence.ts';

const violation = (message: string, thing: string | undefined): Violation => ({
  invariant: 'f',
  message,
  thing,
});

/** (f) Links are a bijection by true origin. */
export const linkBijection: Check = (evidence) => [...sharedParts(evidence), ...strangers(evidence)];

/** Two live links to one remote part, or of one item in one stream. */
function sharedParts(evidence: Evidence): readonly Violation[] {
  const pairs = linkedPairs(evidence);
  const keys = pairs.flatMap(({ item, link, hub }) => [
    { key: `remote part ${remotePartKey(link)}`, thing: hub?.thing },
    { key: `item ${itemText(item)} in ${link.stream}`, thing: hub?.thing },
  ]);
  const seen = new Set<string>();
  return keys.flatMap(({ key, thing }) => {
    const isSecond = seen.has(key);
    seen.add(key);
    return isSecond ? [violation(`two live links of ${key}`, thing)] : [];
  });
}

/** A record of one thing that is linked to the item of another. */
function strangers(evidence: Evidence): readonly Violation[] {
  const things = createThings(evidence.events);
  return linkedPairs(evidence).flatMap(({ item, link, remote }) => {
    const owner = things.ofItem(item);
    if (remote === undefined || owner === undefined || things.same(owner, remote.thing)) return [];
    return [
      violation(
        `${itemText(item)} (${owner}) is linked to ${link.stream} ${link.remoteId} (${remote.thing})`,
        owner,
      ),
    ];
  });
}
