import type { z } from 'zod';
import { ResponseShapeError } from '../api-error.ts';
import { type Answer, callName, describeAnswer } from './answer.ts';
import { misfit, quickParse } from './quick-parse.ts';
import { shapeIssues } from './shape-issues.ts';

const excerptLength = 120;

/**
 * Reads a 2xx answer as JSON and checks it. An empty body is `undefined`, for the schema to judge.
 *
 * @throws {ResponseShapeError} when the answer is no JSON, or does not fit in `validate: 'strict'`.
 */
export function parseAnswer<Schema extends z.ZodType>(
  answer: Answer,
  schema: Schema,
  text: string,
): z.infer<Schema> {
  const { validate, onShapeWarning } = answer.call.settings;
  const value = parseJson(answer, text);
  const quick = quickParse(schema, value);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema's own output
  if (quick !== misfit) return quick as z.infer<Schema>;
  const result = schema.safeParse(value);
  if (result.success) return result.data;

  const error = misfitError(answer, result.error.issues);
  if (validate === 'strict') throw error;
  onShapeWarning?.(error);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `warn` is the caller's word that an unchecked value is wanted
  return value as z.infer<Schema>;
}

function parseJson(answer: Answer, text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text with all that is in it.
    throw noJsonError(answer, text);
  }
}

function noJsonError(answer: Answer, text: string): ResponseShapeError {
  const { context, redactor } = describeAnswer(answer);
  const excerpt = redactor.text(text).replaceAll(/\s+/g, ' ').trim().slice(0, excerptLength);
  return new ResponseShapeError(`${callName(context)} answered with no JSON: ${excerpt}`, {
    ...context,
    retryable: false,
    issues: ['(root): expected JSON'],
  });
}

function misfitError(answer: Answer, found: readonly z.core.$ZodIssue[]): ResponseShapeError {
  const { context, redactor } = describeAnswer(answer);
  const issues = shapeIssues(found, redactor);
  return new ResponseShapeError(
    `${callName(context)} answered with another shape than expected: ${issues[0]}`,
    {
      ...context,
      retryable: false,
      issues,
    },
  );
}
