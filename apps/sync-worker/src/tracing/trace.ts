import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/**
 * What a chain of calls does, and what brought it about: a webhook or hint, a scan, or a page of dirty rows, which has
 * rows of several hints.
 */
export interface Trace {
  /** Correlation id of the whole. */
  readonly id: string;
  /** Where its records were hinted at by different callers: whose each of them is, see {@link recordName}. */
  readonly records: Map<string, string> | undefined;
}

// A log line deep inside knows by the chain of calls alone what it belongs to.
const underWay = new AsyncLocalStorage<Trace>();

/** A new correlation id. */
export const newCorrelation = (): string => randomUUID();

/** A record in {@link Trace.records}. `side`: `hub`, or a stream. */
export const recordName = (side: string, record: string): string => `${side} ${record}`;

/** Does work as part of a trace: `currentTrace` gives it to everything that the work calls. */
export const traced = async <Result>(trace: Trace, work: () => Promise<Result>): Promise<Result> =>
  await underWay.run(trace, work);

export const currentTrace = (): Trace | undefined => underWay.getStore();
