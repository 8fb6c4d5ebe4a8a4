import { storeContract } from '@unified-sync/sync-engine/simulation/store/store-contract';
import { useTestStores } from './testing/test-store.ts';

const { create } = useTestStores();

storeContract('the PostgreSQL store', async () => {
  const { store, advance } = await create();
  const owners = ['hub', 'ninja', 'mautic'];
  return {
    store,
    advance,
    // Taken for no time at all: due again at once.
    dueDirty: async (limit) => {
      const rows = await Promise.all(
        owners.map(async (owner) => await store.takeDirty({ owner, limit, takenFor: 0 })),
      );
      return rows
        .flat()
        .map(({ side, record, counter }) => ({ side, record, counter }))
        .toSorted((left, right) => left.counter - right.counter)
        .slice(0, limit);
    },
    findings: async () =>
      (await store.listFindings()).map(({ finding, isOpen }) => ({ finding, open: isOpen })),
    history: async (item) => await store.history(item),
  };
});
