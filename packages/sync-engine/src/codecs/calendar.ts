const dayText = /^([1-9]\d{3})-(\d{2})-(\d{2})$/;

/** A day that the calendar has, as `YYYY-MM-DD`, in the years 1000 to 9999 that every database holds. */
export function isDay(text: string): boolean {
  if (!dayText.test(text)) return false;
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8));
  // Day 0 of the month behind it is its last one.
  return (
    month >= 1 && month <= 12 && day >= 1 && (day <= 28 || day <= lastDay(Number(text.slice(0, 4)), month))
  );
}

const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Milliseconds since 1970 of a day and a time of day (`HH:MM:SS[.fff]`) in UTC; NaN where there is no such time. */
export function utcMilliseconds(day: string, time: string): number {
  if (!isDay(day) || !/^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,3})?$/.test(time)) return NaN;
  return Date.parse(`${day}T${time}Z`);
}

const earliest = Date.parse('1000-01-01T00:00:00.000Z');
const latest = Date.parse('9999-12-31T23:59:59.999Z');

/** Canonical instant of milliseconds since 1970; `undefined` outside of the years 1000 to 9999. */
export function instantText(milliseconds: number): string | undefined {
  if (!Number.isInteger(milliseconds) || milliseconds < earliest || milliseconds > latest) return undefined;
  return new Date(milliseconds).toISOString();
}
