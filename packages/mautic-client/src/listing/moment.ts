/** A moment: a `Date`, or ISO 8601 text with an offset. */
export type Moment = Date | string;

/** @throws {TypeError} for what is no moment. */
export function momentOf(name: string, value: Moment): number {
  const isWhole = value instanceof Date || /T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(value);
  const time = isWhole ? new Date(value).getTime() : Number.NaN;
  if (Number.isNaN(time))
    throw new TypeError(`${name}: expected a Date or ISO 8601 with an offset, got ${JSON.stringify(value)}.`);
  return time;
}

/** `YYYY-MM-DD HH:MM:SS` in UTC: what Mautic's columns hold and `where` compares. */
export const columnTime = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');

/**
 * Reads any time of Mautic: ISO 8601 with its offset, or a `datetime` custom field, which is UTC without one.
 *
 * @returns `undefined` for `null`, `""`, and what is no time.
 * @example
 * instantOf('2026-01-31 08:15:00')?.toISOString() // '2026-01-31T08:15:00.000Z'
 */
export function instantOf(value: string | null | undefined): Date | undefined {
  if (value === null || value === undefined) return undefined;
  const isBare = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}(?::\d{2})?$/.test(value);
  const isIso = /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(value);
  if (!isBare && !isIso) return undefined;
  const date = new Date(isBare ? `${value.replace(' ', 'T')}Z` : value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
