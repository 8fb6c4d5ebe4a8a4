import { instantToSiteTime } from '../time/site-time.ts';

/** The clock of the mock site: naive local time with microseconds, as `now_datetime` gives it. */
export interface SiteClock {
  zone: string;
  /** The next `modified`; no two are the same, unless the clocks go back. */
  stamp(): string;
  year(): string;
}

export function createSiteClock(zone: string, now: () => number): SiteClock {
  let micros = 0;
  let last = 0;
  return {
    zone,
    stamp() {
      const time = now();
      micros = time === last ? micros + 1 : 1;
      last = time;
      const text = instantToSiteTime(new Date(time + Math.floor(micros / 1000)), zone);
      return `${text.slice(0, -3)}${String(micros % 1000).padStart(3, '0')}`;
    },
    year: () => instantToSiteTime(new Date(now()), zone).slice(0, 4),
  };
}
