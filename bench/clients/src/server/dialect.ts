/** Records in a list that is streamed. */
export const rowCount = 100_000;

/** Answers a request of one provider, with JSON. */
export type Dialect = (url: URL) => string;

/** The rows from `start`, `count` of them at most, as JSON texts. */
export const rowsFrom = (start: number, count: number, row: (index: number) => string): string[] =>
  Array.from({ length: Math.max(0, Math.min(count, rowCount - start)) }, (_, offset) => row(start + offset));

/** @throws {Error} for an empty list, which no dialect is made of. */
export function turn<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('there are no records to answer with.');
  return item;
}
