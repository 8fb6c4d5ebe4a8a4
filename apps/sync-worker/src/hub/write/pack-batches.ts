import type { Entry } from './entry.ts';

// Directus refuses a body of more than MAX_PAYLOAD_SIZE, which is 1 MB where nobody has changed it.
const mostBytes = 700_000;

/** Groups entries into requests: one method each, not too many, not too large. */
export function packBatches(entries: readonly Entry[], most: number): readonly (readonly Entry[])[] {
  return [...Map.groupBy(entries, ({ method }) => method).values()].flatMap((group) => pack(group, most));
}

function pack(entries: readonly Entry[], most: number): Entry[][] {
  const batches: Entry[][] = [];
  let room = 0;
  for (const entry of entries) {
    const bytes = Buffer.byteLength(JSON.stringify(entry.body));
    const last = batches.at(-1);
    if (last === undefined || last.length >= most || bytes > room) {
      batches.push([entry]);
      room = mostBytes - bytes;
    } else {
      last.push(entry);
      room -= bytes;
    }
  }
  return batches;
}
