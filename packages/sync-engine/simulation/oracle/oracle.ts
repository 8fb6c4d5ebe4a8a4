import { agreement } from './agreement.ts';
import { onceOnly } from './commands.ts';
import { completeness } from './completeness.ts';
import { deletes } from './deletes.ts';
import { doubles } from './doubles.ts';
import type { Check, Evidence, Violation } from './evidence.ts';
import { heldAuthority } from './held-authority.ts';
import { idleReconcile } from './idle.ts';
import { keptEdits } from './kept-edits.ts';
import { linkBijection } from './link-bijection.ts';
import { equalMoney } from './money.ts';
import { opposedDeletes } from './opposed-deletes.ts';
import { provenance } from './provenance.ts';
import { resolveReferences } from './resolve-references.ts';
import { writeBudget } from './write-budget.ts';

const checks: readonly Check[] = [
  agreement,
  idleReconcile,
  writeBudget,
  keptEdits,
  provenance,
  linkBijection,
  doubles,
  completeness,
  deletes,
  opposedDeletes,
  heldAuthority,
  equalMoney,
  onceOnly,
];

/** Checks every invariant of a run that has come to rest. */
export function judge(evidence: Evidence): readonly Violation[] {
  const resolved = resolveReferences(evidence);
  return checks.flatMap((check) => check(resolved));
}
