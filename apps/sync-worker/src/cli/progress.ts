/** Counts what listings bring, and says how fast: a line for people. */
export interface Progress {
  /** So many records of a listing were read. */
  read(listing: string, records: number): void;
  line(): string;
}

const width = 24;

/**
 * Progress of a backfill.
 * @param total records expected by listing, where that is known
 * @param now milliseconds
 */
export function createProgress(total: () => number | undefined, now: () => number = Date.now): Progress {
  const started = now();
  let records = 0;
  let current = '';
  return {
    read(listing, count) {
      records += count;
      current = listing;
    },
    line() {
      const seconds = Math.max(0.001, (now() - started) / 1000);
      const rate = records / seconds;
      const expected = total();
      const speed = `${records} records, ${rate.toFixed(0)}/s`;
      if (expected === undefined || expected === 0) return `${speed}  ${current}`;
      const part = Math.min(1, records / expected);
      const filled = Math.round(part * width);
      const bar = `[${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${Math.round(part * 100)} %`;
      const left = rate > 0 ? `ETA ${Math.ceil(Math.max(0, expected - records) / rate)} s` : '';
      return `${bar}  ${speed}, ${left}  ${current}`;
    },
  };
}
