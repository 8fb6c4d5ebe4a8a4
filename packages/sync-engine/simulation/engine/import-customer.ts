import type { Side, WriteResult } from '../../src/index.ts';
import type { PlayedEngine } from './play-engine.ts';

/** Makes a customer named Acme, whose import the hub answers like this; gives its id. */
export async function importCustomer(
  { engineWith, make, settle, store, world }: PlayedEngine,
  answer: WriteResult,
): Promise<string> {
  await settle();
  const customer = make('b.customers', { customer_name: 'Acme', email_id: 'acme@x' });
  const answering: Side = {
    ...world.sides.hub('companies'),
    write: async (requests) => await Promise.resolve(requests.map(() => answer)),
  };
  await store.markDirty([{ side: 'b.customers', record: customer }]);
  await engineWith({ 'hub.companies': answering }).converge(store.dueDirty(20));
  return customer;
}
