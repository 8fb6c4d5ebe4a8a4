import type { CommitResult, Effect, ItemCommit, ItemKey, Lease, Link, Store } from '../../../src/index.ts';
import { newLink } from '../../../src/index.ts';

export const client = (id: string): ItemKey => ({ collection: 'clients', id });

export const link = (remoteId: string, changes: Partial<Link> = {}): Link => ({
  ...newLink({ stream: 'ninja.clients', remoteId, part: '', createdAt: null }),
  ...changes,
});

export const effect = (id: string, changes: Partial<Effect> = {}): Effect => ({
  id,
  side: 'ninja.clients',
  kind: 'update',
  remoteId: 'r1',
  part: '',
  parentId: null,
  fields: {},
  command: null,
  because: [],
  state: 'planned',
  sentAt: null,
  ...changes,
});

/** Takes a lease that must be free. */
export async function leaseOf(store: Store, key: string, milliseconds = 60_000): Promise<Lease> {
  const [lease] = await store.lease([key], milliseconds);
  if (lease === undefined) throw new Error(`no lease on ${key}`);
  return lease;
}

export const commitOf = (
  key: ItemKey,
  rev: number,
  lease: Lease,
  changes: Partial<ItemCommit> = {},
): ItemCommit => ({
  key,
  rev,
  lease,
  links: [],
  effects: [],
  findings: [],
  resolved: [],
  dirty: [],
  waits: [],
  deletions: [],
  history: [],
  ...changes,
});

/** Commits one item at its present revision, under a lease of its own. */
export async function commitItem(
  store: Store,
  key: ItemKey,
  changes: Partial<ItemCommit>,
): Promise<CommitResult> {
  const lease = await leaseOf(store, `${key.collection}/${key.id}`);
  const [state] = await store.load([key]);
  const [result] = await store.commit([commitOf(key, state?.rev ?? 0, lease, changes)]);
  await store.release([lease]);
  if (result === undefined) throw new Error('a commit without a result');
  return result;
}
