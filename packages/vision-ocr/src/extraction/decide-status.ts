import type { CheckResult } from '../checks/check-result.ts';
import type { Extraction } from './extraction.ts';

/**
 * `verified` when no blocking check fails and those that must have something to say do say yes: a document that
 * shows too little to be judged is not a good one.
 */
export function decideStatus(checks: readonly CheckResult[]): Extraction['status'] {
  const passes = (name: string): boolean =>
    checks.some(({ check, verdict }) => check === name && verdict === 'pass');
  if (checks.some(({ blocking, verdict }) => blocking && verdict === 'fail')) return 'needs_review';
  // A supplier without VAT prints no net and no tax: then the lines have to give the total.
  const adds = passes('totals') || passes('line_sum');
  return adds && passes('dates') && passes('currency') ? 'verified' : 'needs_review';
}
