/** What a check found: right, wrong, or nothing that it could judge. */
export type Verdict = 'pass' | 'fail' | 'not_applicable';

/** The answer of one check. */
export interface CheckResult {
  /** Name of the check, e.g. `line_arithmetic`. */
  check: string;
  verdict: Verdict;
  /** Whether a failure keeps the invoice from being `verified`. */
  blocking: boolean;
  /** Why it failed, for a person; holds values of the invoice. Empty unless it failed. */
  message: string;
  /** The fields at fault, e.g. `lines.2.amount`. */
  fields: readonly string[];
}

/** One thing that is wrong. */
export interface Complaint {
  field: string;
  message: string;
}

/**
 * Makes the result of a check from what it complains about and whether it had anything to look at.
 */
export function checkResult(
  check: string,
  {
    applies,
    complaints,
    blocking = true,
  }: { applies: boolean; complaints: readonly Complaint[]; blocking?: boolean },
): CheckResult {
  const failed = complaints.length > 0;
  return {
    check,
    verdict: failed ? 'fail' : applies ? 'pass' : 'not_applicable',
    blocking,
    message: complaints.map(({ message }) => message).join(' '),
    fields: [...new Set(complaints.map(({ field }) => field))],
  };
}
