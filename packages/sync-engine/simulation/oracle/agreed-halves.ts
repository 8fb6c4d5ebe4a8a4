import type { Halves, ItemCommit } from '../../src/index.ts';
import { equalValues, isEmpty } from '../../src/index.ts';
import type { Evidence, Things } from './evidence.ts';
import type { Edit } from './lineage.ts';

/** What the engine's links said, step by step. */
export interface AgreedHalves {
  /**
   * The edit set a field back to its side's own half: by law 2 nothing changed there, whatever was shown in
   * between and never read.
   */
  isNoChange(edit: Edit): boolean;
}

interface LinkState {
  readonly step: number;
  readonly base: Readonly<Record<string, Halves>>;
}

export function createAgreedHalves({ calls }: Evidence, things: Things): AgreedHalves {
  /** By thing, then by stream. */
  const histories = new Map<string, Map<string, LinkState[]>>();
  for (const { method, args, result, step } of calls) {
    if (method !== 'commit' || !Array.isArray(result)) continue;
    // The wrapped ports give each method's own arguments and result.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
    const [commits, results] = [args[0] as readonly ItemCommit[], result as readonly { kind: string }[]];
    for (const [index, { key, links }] of commits.entries()) {
      const thing = things.ofItem(key);
      if (thing === undefined || results[index]?.kind !== 'committed') continue;
      const streams = histories.get(thing) ?? new Map<string, LinkState[]>();
      histories.set(thing, streams);
      for (const { stream, base } of links)
        streams.set(stream, [...(streams.get(stream) ?? []), { step, base }]);
    }
  }

  /** Halves of the field in every stream, as they stood at the edit. */
  function halvesAt({ thing, field, step }: Edit): readonly (readonly [string, Halves | undefined])[] {
    return [...(histories.get(thing) ?? [])].map(
      ([stream, states]) => [stream, states.findLast((state) => state.step < step)?.base[field]] as const,
    );
  }

  return {
    isNoChange(edit) {
      const halves = halvesAt(edit)
        .filter(([stream]) => edit.place.side === 'hub' || stream === edit.place.side)
        .flatMap(([, half]) =>
          half === undefined ? [] : [edit.place.side === 'hub' ? half.hub : half.remote],
        );
      return (
        halves.length > 0 &&
        halves.every((half) => equalValues(half, edit.value) || (isEmpty(half) && isEmpty(edit.value)))
      );
    },
  };
}
