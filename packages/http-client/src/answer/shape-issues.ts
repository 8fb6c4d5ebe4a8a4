import type { z } from 'zod';
import type { Redactor } from '../redaction/redact.ts';

const mostIssues = 20;

/**
 * Says where an answer differs from its schema, e.g. `data[3].amount: expected number, received string`.
 * Never a value of the answer: it may be a person's.
 */
export function shapeIssues(issues: readonly z.core.$ZodIssue[], redactor: Redactor): string[] {
  const shown = issues
    .slice(0, mostIssues)
    .map((issue) => redactor.text(`${pathText(issue.path)}: ${problem(issue)}`));
  return issues.length > mostIssues ? [...shown, `and ${issues.length - mostIssues} more`] : shown;
}

function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return '(root)';
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`))
    .join('');
}

function problem(issue: z.core.$ZodIssue): string {
  // The author of a custom check writes its message, and may have put the value in.
  if (issue.code === 'custom') return 'does not pass a check of its schema';
  if (issue.code === 'unrecognized_keys') return `${issue.keys.length} keys that its schema does not know`;
  if (issue.code === 'invalid_union') return 'fits none of the allowed shapes';
  return issue.message.replace(/^Invalid input: /, '');
}
