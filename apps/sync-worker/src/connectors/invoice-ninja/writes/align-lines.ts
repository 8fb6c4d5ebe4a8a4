/** What tells lines apart: they have no id. */
export interface AlignedLine {
  readonly product: string;
  readonly description: string;
  readonly quantity: number | null;
  readonly unit_price: number | null;
}

type Likeness = (wanted: AlignedLine, current: AlignedLine) => boolean;

// The surest first.
const likenesses: readonly Likeness[] = [
  (one, other) =>
    isSameText(one, other) && one.quantity === other.quantity && one.unit_price === other.unit_price,
  (one, other) => isSameText(one, other),
  (one, other) => one.product !== '' && one.product === other.product,
  (one, other) => one.description !== '' && one.description === other.description,
];

const isSameText = (one: AlignedLine, other: AlignedLine): boolean =>
  one.product === other.product && one.description === other.description;

/**
 * For each wanted line, the place of the current line that it was, so that what the hub does not hold of it (a
 * second tax, its unit, its task) stays; `undefined` for a new line.
 */
export function alignLines(
  wanted: readonly AlignedLine[],
  current: readonly AlignedLine[],
): readonly (number | undefined)[] {
  const places: (number | undefined)[] = wanted.map(() => undefined);
  const free = new Set(current.keys());
  const pair = (index: number, place: number): void => {
    places[index] = place;
    free.delete(place);
  };
  for (const isLike of likenesses)
    for (const [index, line] of wanted.entries()) {
      if (places[index] !== undefined) continue;
      const place = [...free].find((at) => likeAt(isLike, line, current[at]));
      if (place !== undefined) pair(index, place);
    }
  // As many lines as before, and this one was rewritten: it is the one that stands in its place.
  if (wanted.length === current.length)
    for (const index of wanted.keys()) if (places[index] === undefined && free.has(index)) pair(index, index);
  return places;
}

const likeAt = (isLike: Likeness, wanted: AlignedLine, current: AlignedLine | undefined): boolean =>
  current !== undefined && isLike(wanted, current);
