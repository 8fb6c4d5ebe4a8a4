import { expect, it } from 'vitest';
import { type CheckResult, checkResult } from '../checks/check-result.ts';
import { decideStatus } from './decide-status.ts';

const passed = (check: string): CheckResult => checkResult(check, { applies: true, complaints: [] });
const silent = (check: string): CheckResult => checkResult(check, { applies: false, complaints: [] });
const failed = (check: string, blocking: boolean): CheckResult =>
  checkResult(check, { applies: true, complaints: [{ field: '', message: 'Wrong.' }], blocking });

const good = [passed('totals'), passed('dates'), passed('currency')];

it('verifies what passes, whatever else has nothing to say', () => {
  expect(decideStatus([...good, silent('iban')])).toBe('verified');
});

it('takes lines that give the total for net and tax that a supplier without VAT does not print', () => {
  expect(decideStatus([silent('totals'), passed('line_sum'), passed('dates'), passed('currency')])).toBe(
    'verified',
  );
});

it.each([
  ['totals', [silent('totals'), silent('line_sum'), passed('dates'), passed('currency')]],
  ['dates', [passed('totals'), silent('dates'), passed('currency')]],
  ['currency', [passed('totals'), passed('dates'), silent('currency')]],
])('does not verify what nothing is known of: %s', (_what, checks) => {
  expect(decideStatus(checks)).toBe('needs_review');
});

it('is stopped by a failure that blocks, and told of one that does not', () => {
  expect(decideStatus([...good, failed('iban', true)])).toBe('needs_review');
  expect(decideStatus([...good, failed('rounding', false)])).toBe('verified');
});
