import type { CommitResult, ItemCommit } from '../../src/index.ts';
import { indexCalls } from './call-index.ts';
import type { StampedCall } from './evidence.ts';

/** What one item became, and by whom. */
export interface HeldCommit extends ItemCommit {
  readonly step: number;
  readonly actor: string;
}

/** What the store took, in order. What a fenced worker wanted to store never was, whatever that worker knew. */
export function heldCommits(calls: readonly StampedCall[]): readonly HeldCommit[] {
  return indexCalls(calls)
    .of('commit')
    .flatMap(({ args, result, step, actor }) => {
      if (!Array.isArray(args[0]) || !Array.isArray(result)) return [];
      // The wrapped ports give each method's own arguments and result.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
      const [commits, results] = [args[0] as readonly ItemCommit[], result as readonly CommitResult[]];
      return commits
        .filter((_, at) => results[at]?.kind === 'committed')
        .map((commit) => ({ ...commit, step, actor }));
    });
}
