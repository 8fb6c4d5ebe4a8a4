import { itemText, type ItemCommit } from '@unified-sync/sync-engine';
import type { StoreObserver } from '../store/store-observer.ts';
import { currentTrace, recordName } from './trace.ts';

/** Tells the store what brought about that it stores something: by the trace that the call is part of. */
export const traceStore: Pick<StoreObserver, 'correlation' | 'correlationOfCommit'> = {
  correlation: () => currentTrace()?.id ?? null,
  correlationOfCommit(commit) {
    const trace = currentTrace();
    if (trace?.records === undefined) return trace?.id ?? null;
    const { records } = trace;
    const names = namesOf(commit);
    const known = names.flatMap((name) => records.get(name) ?? []);
    const id = known[0] ?? trace.id;
    // A write names the record that it writes, not the one that was hinted at: both belong together from here on.
    for (const name of names) if (!records.has(name)) records.set(name, id);
    return id;
  },
};

/** The item first: where a person and a provider changed it, the person's change is asked about. */
const namesOf = ({ key, links }: ItemCommit): readonly string[] => [
  recordName('hub', itemText(key)),
  // Its key in every stream: what a create goes by.
  recordName('key', key.id),
  ...links.map(({ stream, remoteId }) => recordName(stream, remoteId)),
];
