import type { Mutant } from './mutant.ts';

/** Guards of listings and sweeps. */
export const scanMutants: readonly Mutant[] = [
  {
    name: 'no-overlap',
    law: 'Checkpoint',
    guard: 'cursor overlap',
    file: 'src/scan/scan-stream.ts',
    find: 'lookBack: scanned.overlap',
    replace: 'lookBack: 0',
  },
  {
    name: 'checkpoint-before-commit',
    law: 'Checkpoint',
    guard: 'the checkpoint moves only behind what is committed',
    file: 'src/scan/scan-stream.ts',
    find: 'converged: convergePage(context, items, { looks: earlier, freshAt }, hints),',
    replace: `converged: Promise.resolve(
      void convergePage(context, items, { looks: earlier, freshAt }, hints).catch(() => undefined),
    ),`,
  },
  {
    name: 'missing-is-deleted',
    law: '12',
    guard: 'confirmation of a delete by `get`',
    file: 'src/scan/sweep-deletes.ts',
    imports: `import { convergeItems } from '../converge/converge-items.ts';
import { lookKey } from '../converge/earlier-looks.ts';
`,
    find: 'await context.ports.store.markDirty(hints);',
    replace: `const owned = collection !== undefined ? [] : await context.ports.store.linksOfRecords(name, missing);
    const gone = { look: { kind: 'absent' }, position: Number.MAX_SAFE_INTEGER, source: 'look' };
    const earlier = new Map(missing.map((id) => [lookKey(name, '', id), gone]));
    await convergeItems(context, owned.map(({ item }) => item), { looks: earlier, freshAt: new Map() });
    await context.ports.store.markDirty(hints);`,
  },
  {
    name: 'incomplete-is-complete',
    law: '12',
    guard: 'a listing must be provably complete',
    file: 'src/scan/sweep-deletes.ts',
    find: 'if (!complete) return { finished: false, missing: 0 };',
    replace: '',
  },
];
