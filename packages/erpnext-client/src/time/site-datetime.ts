const shape = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?$/;

/** True for a datetime as Frappe writes it: `2026-03-01 09:30:00.123456`, without a time zone. */
export const isSiteDatetime = (text: string): boolean => shape.test(text);

/**
 * The milliseconds that the digits would mean in UTC. Microseconds are cut.
 *
 * @throws {TypeError} for text that is no site datetime.
 */
export function wallClock(text: string): number {
  const match = shape.exec(text);
  if (match === null)
    throw new TypeError(
      `expected a datetime such as "2026-03-01 09:30:00.123456", got ${JSON.stringify(text)}.`,
    );
  const [, year, month, day, hour, minute, second, fraction = ''] = match;
  const milliseconds = Number(fraction.padEnd(3, '0').slice(0, 3));
  return Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    milliseconds,
  );
}

/** The digits of a moment of {@link wallClock}. */
export const wallText = (milliseconds: number): string =>
  `${new Date(milliseconds).toISOString().slice(0, 23).replace('T', ' ')}000`;
