/** What a time zone does: local time is UTC plus the offset. */
export interface Zone {
  /** Milliseconds to add to UTC at this instant (milliseconds since 1970). */
  offsetAt(time: number): number;
  /** All instants at which clocks in the zone show this local time, given as if it were UTC: none, one or two. */
  instantsOf(local: number): readonly number[];
}

const day = 86_400_000;

/**
 * A time zone by its IANA name.
 * @throws {RangeError} if the runtime does not know it.
 */
export function createZone(name: string): Zone {
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  function offsetAt(time: number): number {
    const shown = new Map(clock.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => shown.get(type) ?? NaN;
    const asUtc = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
    return asUtc - Math.floor(time / 1_000) * 1_000;
  }
  function instantsOf(local: number): readonly number[] {
    // No zone is further than a day from UTC, and none changes its clocks twice within two days.
    const offsets = new Set([offsetAt(local - day), offsetAt(local + day)]);
    return [...offsets].map((offset) => local - offset).filter((time) => time + offsetAt(time) === local);
  }
  return { offsetAt, instantsOf };
}
