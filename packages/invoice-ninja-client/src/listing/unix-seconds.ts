/** A moment: whole seconds since 1970, a `Date`, or the cursor of an earlier listing. */
export type Moment = number | Date | string;

/**
 * @param field Named in the error.
 * @throws {TypeError} for milliseconds, negative numbers and text that is no cursor: the provider would
 *   ignore them without a word, and list everything or nothing.
 */
export function unixSeconds(field: string, moment: Moment): number {
  const seconds =
    moment instanceof Date
      ? Math.floor(moment.getTime() / 1000)
      : typeof moment === 'string' && !/^\d+$/.test(moment)
        ? Number.NaN
        : Number(moment);
  if (Number.isInteger(seconds) && seconds >= 0 && seconds < 100_000_000_000) return seconds;
  throw new TypeError(
    `${field}: expected whole seconds since 1970, a Date or a cursor, got ${describe(moment)}. Pass e.g. Math.floor(Date.now() / 1000).`,
  );
}

const describe = (moment: unknown): string =>
  typeof moment === 'number'
    ? String(moment)
    : moment instanceof Date
      ? 'an invalid or early Date'
      : `a ${typeof moment}`;

/**
 * The instant of a `created_at`, `updated_at` or `archived_at`; `undefined` for 0, which means never.
 *
 * @param seconds Unix seconds.
 */
export const instant = (seconds: number): Date | undefined =>
  seconds === 0 ? undefined : new Date(seconds * 1000);
