import type { Mutant } from './mutant.ts';

/** Guards that every store keeps: leases, revisions, uniqueness, counters, checkpoints. */
export const storeMutants: readonly Mutant[] = [
  {
    name: 'no-fence',
    law: '1',
    guard: 'lease and `rev` fence',
    file: 'simulation/store/memory-store.ts',
    find: 'if (before.rev !== commit.rev || !leases.isHeld(commit.lease)) return',
    replace: 'if (commit.rev > before.rev) return',
  },
  {
    name: 'shared-leases',
    law: '1',
    guard: 'one holder of a lease',
    file: 'simulation/store/leases.ts',
    find: 'if (isTaken(key)) return undefined;',
    replace: '',
  },
  {
    name: 'links-not-unique',
    law: 'Link',
    guard: 'link uniqueness',
    file: 'simulation/store/memory-store.ts',
    find: "if (items.isTaken(commit)) return { kind: 'link_taken' };",
    replace: '',
  },
  {
    name: 'dirty-without-counter',
    law: 'Hint',
    guard: 'a dirty row is cleared only at its counter',
    file: 'simulation/store/dirty-rows.ts',
    find: 'return stored?.counter === row.counter ? stored : undefined;',
    replace: 'return stored;',
  },
  {
    name: 'no-wake',
    law: '11',
    guard: 'a link wakes what waits for it',
    file: 'simulation/store/memory-store.ts',
    find: 'dirty.mark([...woken, ...(isLate ? [commit.key] : [])].map(hubHint));',
    replace: '',
  },
  {
    name: 'no-checkpoint-fence',
    law: 'Checkpoint',
    guard: 'checkpoint fence',
    file: 'simulation/store/memory-store.ts',
    find: 'if (checkpointOf(stream).rev !== rev) return false;',
    replace: '',
  },
];
