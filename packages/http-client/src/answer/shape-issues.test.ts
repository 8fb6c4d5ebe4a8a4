import { expect, it } from 'vitest';
import { z } from 'zod';
import { createRedactor } from '../redaction/redact.ts';
import { shapeIssues } from './shape-issues.ts';

const plain = createRedactor([]);
const issuesOf = (schema: z.ZodType, value: unknown): string[] =>
  shapeIssues(schema.safeParse(value).error?.issues ?? [], plain);

it.each<[string, z.ZodType, unknown, string]>([
  ['a type', z.object({ a: z.array(z.string()) }), { a: ['x', 7] }, 'a[1]: expected string, received number'],
  ['a missing field', z.object({ a: z.string() }), {}, 'a: expected string, received undefined'],
  ['the root', z.string(), 7, '(root): expected string, received number'],
  ['an enum', z.enum(['a', 'b']), 'hunter2', '(root): Invalid option: expected one of "a"|"b"'],
  ['a format', z.email(), 'hunter2', '(root): Invalid email address'],
  ['a limit', z.number().max(5), 4711, '(root): Too big: expected number to be <=5'],
  ['an unknown key', z.strictObject({}), { hunter2: 1 }, '(root): 1 keys that its schema does not know'],
  ['a union', z.union([z.string(), z.boolean()]), 7, '(root): fits none of the allowed shapes'],
  [
    'a check of the author, whose message may quote the value',
    z.string().refine(() => false, { error: (issue) => `bad: ${String(issue.input)}` }),
    'hunter2',
    '(root): does not pass a check of its schema',
  ],
])('describes %s without the value', (_what, schema, value, text) => {
  expect(issuesOf(schema, value)).toEqual([text]);
});

it('stops after twenty, and says how many more there are', () => {
  const issues = issuesOf(
    z.array(z.string()),
    Array.from({ length: 25 }, (_none, index) => index),
  );
  expect(issues).toHaveLength(21);
  expect(issues.at(-1)).toBe('and 5 more');
});

it('shows no secret that stands in a key', () => {
  const { error } = z.record(z.string(), z.number()).safeParse({ hunter2: 'x' });
  expect(shapeIssues(error?.issues ?? [], createRedactor(['hunter2']))).toEqual([
    '[redacted]: expected number, received string',
  ]);
});
