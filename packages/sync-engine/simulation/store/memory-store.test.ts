import { createMemoryStore } from './memory-store.ts';
import { storeContract } from './store-contract.ts';

storeContract('the memory store', async () => {
  let time = 1_000_000;
  const store = createMemoryStore({ now: () => time });
  return {
    store,
    advance: async (milliseconds) => {
      time += milliseconds;
    },
    dueDirty: async (limit) => store.dueDirty(limit),
    findings: async () => store.tables().findings,
    history: async (item) => store.tables().history.filter((row) => row.item.id === item.id),
  };
});
