import type { Actor } from '../scheduler.ts';
import { drain } from './come-to-rest.ts';
import { engineOf, scanNames, type Run } from './run.ts';

/** One full reconcile: every listing from its beginning, every record and every item looked at. */
export async function reconcileEverything(run: Run, actor: Actor): Promise<string | undefined> {
  const { store, world } = run;
  const engine = engineOf(run, actor);
  for (const name of scanNames(run)) {
    const { rev } = await store.loadCheckpoint(name);
    await store.saveCheckpoint(name, rev, { cursor: null, page: null, firstListingDone: true });
    await engine.scan(name);
  }
  for (const name of scanNames(run)) await engine.sweepDeletes(name);
  const records = world.records().map(({ side, collection, record }) => ({
    side,
    record: side === 'hub' ? `${collection}/${record}` : record,
  }));
  const items = store
    .tables()
    .items.map(({ key }) => ({ side: 'hub', record: `${key.collection}/${key.id}` }));
  await store.markDirty([...records, ...items]);
  return drain(run, actor, engine);
}
