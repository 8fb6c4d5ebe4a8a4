/** Which items of a collection to look at. */
export interface Hints {
  readonly collection: string;
  readonly ids: readonly string[];
}

/** Hints that wait to be sent, each item once, at most so many. */
export interface HintBuffer {
  /** @returns How many hints found no place. */
  add(collection: string, ids: readonly string[]): number;
  /** Takes out at most `count` hints, oldest first. */
  take(count: number): Hints[];
  readonly size: number;
}

/** @param limit Most items that may wait: beyond it, hints are dropped and memory is not. */
export function createHintBuffer(limit: number): HintBuffer {
  const waiting = new Map<string, Set<string>>();
  let size = 0;
  return {
    get size() {
      return size;
    },
    add(collection, ids) {
      const known = waiting.get(collection) ?? new Set<string>();
      const fresh = [...new Set(ids)].filter((id) => !known.has(id));
      const taken = fresh.slice(0, limit - size);
      for (const id of taken) known.add(id);
      if (known.size > 0) waiting.set(collection, known);
      size += taken.length;
      return fresh.length - taken.length;
    },
    take(count) {
      const taken: Hints[] = [];
      let room = count;
      for (const [collection, known] of waiting) {
        const ids = [...known].slice(0, room);
        for (const id of ids) known.delete(id);
        if (known.size === 0) waiting.delete(collection);
        if (ids.length > 0) taken.push({ collection, ids });
        room -= ids.length;
        if (room === 0) break;
      }
      size -= count - room;
      return taken;
    },
  };
}
