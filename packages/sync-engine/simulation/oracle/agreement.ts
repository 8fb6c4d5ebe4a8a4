import type { FieldValue } from '../../src/index.ts';
import { equalValues, isEmpty, itemText, valueText } from '../../src/index.ts';
import { linkedPairs } from './evidence.ts';
import type { Check, Evidence, LinkedPair } from './evidence.ts';
import { namesDifference, waitsForReference } from './excuses.ts';
import { agrees, createLineage, type Lineage } from './lineage.ts';
import { isUnnamedPoison } from './unnamed-poison.ts';

/** (a) Every linked field equals its half and the halves are equivalent, or an open finding names it. */
export const agreement: Check = (evidence) => {
  const lineage = createLineage(evidence.events);
  const pairs = linkedPairs(evidence);
  return pairs.flatMap((pair) =>
    Object.keys(pair.mapping.fields).flatMap((field) => {
      const message = difference(evidence, lineage, pair, field);
      if (message === undefined || namesDifference(evidence, pair.item, field)) return [];
      if (isUnnamedPoison(evidence, pair.item, pair.link)) return [];
      // A field is decided over all sides at once: it waits while one of them names what nobody can resolve yet.
      const shown = pairs
        .filter(({ item }) => itemText(item) === itemText(pair.item))
        .flatMap(({ hub, remote }) => [hub?.values[field], remote?.values[field]]);
      const isReference = evidence.fieldClass(pair.item.collection, field) === 'reference';
      if (isReference && waitsForReference(evidence, pair.item, shown)) return [];
      const about = `${itemText(pair.item)} ${field} with ${pair.link.stream} ${pair.link.remoteId}${pair.link.part}`;
      return [{ invariant: 'a' as const, message: `${about}: ${message}`, thing: pair.hub?.thing }];
    }),
  );
};

function difference(
  evidence: Evidence,
  lineage: Lineage,
  pair: LinkedPair,
  field: string,
): string | undefined {
  // One side is gone: whether it may be is another invariant's question.
  if (pair.hub?.live !== true || pair.remote?.live !== true) return undefined;
  const [hub, remote] = [pair.hub.values[field] ?? null, pair.remote.values[field] ?? null];
  const shown = `hub ${valueText(hub)}, remote ${valueText(remote)}`;
  const half = pair.link.base[field];
  if (half === undefined) return isEmpty(hub) && isEmpty(remote) ? undefined : `never agreed (${shown})`;
  const isSame = (left: FieldValue, right: FieldValue): boolean =>
    evidence.fieldClass(pair.item.collection, field) === 'set'
      ? agrees(lineage, 'set', field, left, right)
      : equalValues(left, right) || (isEmpty(left) && isEmpty(right));
  const halves = `halves ${valueText(half.hub)} and ${valueText(half.remote)}`;
  if (!isSame(half.hub, hub) || !isSame(half.remote, remote)) return `${shown}, but ${halves}`;
  const kind = evidence.fieldClass(pair.item.collection, field);
  return agrees(lineage, kind, field, hub, remote) ? undefined : `not equivalent: ${shown}`;
}
