import { deaf } from './deaf.ts';
import type { PlayedEngine } from './play-engine.ts';

/** Has the record of a hub item made in `a.clients` (a client, or a contact of one), and its answer lost. */
export async function createUnanswered(
  { engineWith, store, world }: PlayedEngine,
  collection: 'companies' | 'people',
  item: string,
): Promise<void> {
  const engine = engineWith({ 'a.clients': deaf(world.sides.stream('a.clients')) });
  await store.markDirty([{ side: 'hub', record: `${collection}/${item}` }]);
  await engine.converge(store.dueDirty(20));
}
