import { wallClock, wallText } from './site-datetime.ts';
import { zoneOffset } from './zone-offset.ts';

const day = 86_400_000;

/** Which of the two instants a local time means that an autumn night has twice. */
export type Ambiguity = 'earlier' | 'later';

/**
 * The instant of a site's datetime. A local time that a spring night skips is read with the offset of
 * before, as clocks do.
 *
 * @param text As Frappe writes it, in the site's time zone, e.g. `2026-03-01 09:30:00.123456`; cut to milliseconds.
 * @param zone IANA name, from `erp.site.timeZone()`.
 * @throws {TypeError} for text of another form: an ISO instant has a zone of its own.
 * @example
 * siteTimeToInstant('2026-07-01 12:00:00', 'Europe/Berlin') // 2026-07-01T10:00:00.000Z
 */
export function siteTimeToInstant(text: string, zone: string, ambiguity: Ambiguity = 'earlier'): Date {
  const wall = wallClock(text);
  // A day away on both sides, there is no doubt; the offsets of the two days are those that can be meant.
  const before = wall - zoneOffset(zone, wall - day);
  const after = wall - zoneOffset(zone, wall + day);
  const meant = [Math.min(before, after), Math.max(before, after)].filter(
    (instant) => instant + zoneOffset(zone, instant) === wall,
  );
  return new Date((ambiguity === 'earlier' ? meant[0] : meant.at(-1)) ?? before);
}

/** The site's datetime of an instant, in the form that Frappe reads. */
export function instantToSiteTime(instant: Date, zone: string): string {
  const time = instant.getTime();
  if (Number.isNaN(time)) throw new TypeError('expected a valid Date, got an invalid one.');
  return wallText(time + zoneOffset(zone, time));
}

/**
 * A site's datetime, as much earlier as no document can be missed by: `seconds`, and near a night in which
 * the clocks go back as much again as they do. `modified` runs through that hour twice.
 */
export function lookBack(text: string, zone: string, seconds: number): string {
  const wall = wallClock(text);
  const clocksBack = Math.max(0, zoneOffset(zone, wall - 2 * day) - zoneOffset(zone, wall + 2 * day));
  return wallText(wall - seconds * 1000 - clocksBack);
}
