import { abortCases } from './abort-cases.ts';
import { errorCases } from './error-cases.ts';
import { paginationCases } from './pagination-cases.ts';
import { pathCases } from './path-cases.ts';
import { redactionCases } from './redaction-cases.ts';
import { retryCases } from './retry-cases.ts';
import type { ConformanceCase, ConformanceSubject } from './subject.ts';
import { validationCases } from './validation-cases.ts';

/**
 * Gives the behaviours that every client made with this package is asked for: pagination, abort, retries,
 * rate limits, error classes, redaction, validation modes and safe paths. It knows no test runner.
 *
 * @example
 * it.each(clientConformance(subject))('$name', async ({ run }) => {
 *   await expect(run()).resolves.toBeUndefined();
 * });
 */
export function clientConformance(subject: ConformanceSubject): ConformanceCase[] {
  return [
    paginationCases,
    abortCases,
    retryCases,
    errorCases,
    redactionCases,
    validationCases,
    pathCases,
  ].flatMap((cases) => cases(subject));
}
