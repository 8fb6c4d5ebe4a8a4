import type { Hint } from '@unified-sync/sync-engine';
import type { TracedHint } from '../store/store-observer.ts';
import { currentTrace } from './trace.ts';
import type { SyncWorker } from '../worker/sync-worker.ts';

/** Records that a log line names at most. */
const named = 20;

/** The hints with the correlation id of the call that brought them, which they keep wherever they are stored. */
export function correlated(hints: readonly Hint[]): readonly TracedHint[] {
  const correlation = currentTrace()?.id;
  return correlation === undefined ? hints : hints.map((hint) => ({ ...hint, correlation }));
}

/** One line a call: a hint that folds into one which waits already is found by its record, see `mark-dirty.ts`. */
export function logHints({ log }: Pick<SyncWorker, 'log'>, source: string, hints: readonly Hint[]): void {
  const records = hints.slice(0, named).map(({ side, record }) => `${side} ${record}`);
  log.info('hints were taken', { source, count: hints.length, records });
}
