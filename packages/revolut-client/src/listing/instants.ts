/** A moment: a `Date`, or ISO 8601 text in UTC with up to microseconds. */
export type Moment = Date | string;

const pattern = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(?:Z|\+00:00))?$/;

/**
 * Microseconds since 1970: what a `Date` cannot hold, and what tells transactions apart.
 *
 * @throws {TypeError} for text that is no moment in UTC.
 */
export function microseconds(moment: Moment): bigint {
  if (moment instanceof Date) return BigInt(moment.getTime()) * 1000n;
  const [, date, time = '00:00:00', fraction = ''] = pattern.exec(moment) ?? [];
  const seconds = date === undefined ? Number.NaN : Date.parse(`${date}T${time}Z`) / 1000;
  if (Number.isNaN(seconds))
    throw new TypeError(
      `expected a moment such as 2026-01-31T10:00:00.123456Z, got "${moment.slice(0, 40)}".`,
    );
  return BigInt(seconds) * 1_000_000n + BigInt(fraction.slice(0, 6).padEnd(6, '0'));
}

/** The text of {@link microseconds}, as Revolut writes it. */
export function instantOf(micros: bigint): string {
  const seconds = micros / 1_000_000n - (micros % 1_000_000n < 0n ? 1n : 0n);
  const fraction = String(micros - seconds * 1_000_000n).padStart(6, '0');
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}.${fraction}Z`;
}

/** A moment as a query parameter. */
export const parameter = (moment: Moment | undefined): string | undefined =>
  moment === undefined ? undefined : instantOf(microseconds(moment));
