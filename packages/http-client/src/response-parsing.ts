import type { z } from 'zod';
import { ResponseShapeError } from './api-error.ts';
import type { Call } from './call.ts';
import { callName, errorContext } from './error-mapping.ts';
import { shapeIssues } from './shape-issues.ts';

const excerptLength = 120;

/**
 * Reads a 2xx answer as JSON and checks it. An empty body is `undefined`, for the schema to judge.
 *
 * @throws {ResponseShapeError} when the answer is no JSON, or does not fit in `validate: 'strict'`.
 */
export function parseAnswer<Schema extends z.ZodType>(
  call: Call,
  schema: Schema,
  text: string,
): z.infer<Schema> {
  const { validate, onShapeWarning } = call.settings;
  const value = parseJson(call, text);
  const result = schema.safeParse(value);
  if (result.success) return result.data;

  const issues = shapeIssues(result.error.issues, call.redactor());
  const error = shapeError(
    call,
    `answered with another shape than expected: ${issues[0] ?? 'unknown'}`,
    issues,
  );
  if (validate === 'strict') throw error;
  onShapeWarning?.(error);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `warn` is the caller's word that an unchecked value is wanted
  return value as z.infer<Schema>;
}

function parseJson(call: Call, text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, unredacted.
    const excerpt = call.redactor().text(text).replaceAll(/\s+/g, ' ').slice(0, excerptLength);
    throw shapeError(call, `answered with no JSON: ${excerpt}`, ['(root): expected JSON']);
  }
}

function shapeError(call: Call, what: string, issues: readonly string[]): ResponseShapeError {
  const context = errorContext(call, call.headers);
  return new ResponseShapeError(`${callName(context)} ${what}`, { ...context, retryable: false, issues });
}
