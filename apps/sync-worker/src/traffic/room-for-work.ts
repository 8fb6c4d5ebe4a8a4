import type { EngineOptions } from '@unified-sync/sync-engine';
import { paceOf } from './budget-state.ts';

/** How much is worked on at once. */
export interface RoomForWork {
  /** Records that are looked at together. */
  readonly pageSize: number;
  readonly engine: Partial<Pick<EngineOptions, 'sendWindow' | 'leaseFor' | 'pagesAtOnce'>>;
}

/** Records that are looked at together where nobody limits their requests. */
const fullPage = 200;
/** Milliseconds in which all writes of a page are sent. */
const sendWindow = 30_000;
/** Requests of a record between its mark as sending and its write: it is read again, and written. Three times that: others spend, too. */
const requestsPerRecord = 6;

/**
 * Where requests have to wait for each other, a page is small enough for its writes to be sent while their plan still
 * holds, and an item is held for longer: what is sent too late is only planned again, and would never get on.
 * @param requestsPerMinute the tightest limit; `null`: none is known
 */
export function roomForWork(requestsPerMinute: number | null): RoomForWork {
  if (requestsPerMinute === null) return { pageSize: fullPage, engine: {} };
  const within = (paceOf(requestsPerMinute).perSecond * sendWindow) / 1000;
  const fitting = Math.floor(within / requestsPerRecord);
  return {
    pageSize: Math.min(fullPage, Math.max(1, fitting)),
    engine: { sendWindow, leaseFor: 6 * sendWindow, pagesAtOnce: 1 },
  };
}
