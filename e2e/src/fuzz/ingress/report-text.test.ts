import { expect, it } from 'vitest';
import type { FuzzReport } from './fuzz-ingress.ts';
import { failuresOf, mostGrowth } from './report-text.ts';

const green: FuzzReport = {
  bodies: 50_000,
  seconds: 10,
  classes: new Map([['body: genuine', 50_000]]),
  missing: [],
  answers: new Map([['genuine 204', 50_000]]),
  problems: [],
  memory: { start: 100, end: 100 + mostGrowth },
};

it('has nothing to say of a run in which everything held', () => {
  expect(failuresOf(green, 1)).toEqual([]);
});

it.each<[string, Partial<FuzzReport>, RegExp]>([
  ['a class of calls never occurred', { missing: ['body: truncated'] }, /never occurred: body: truncated/],
  ['memory grows', { memory: { start: 100, end: 101 + mostGrowth } }, /memory grew by 16\.0 MB/],
  [
    'a call was answered wrongly',
    { problems: [{ what: 'forged, and answered 204', round: 3, index: 0 }] },
    /forged, and answered 204\n.*\n.*pnpm fuzz --seed 1 --from 3 --bodies 1000/,
  ],
])('fails a run in which %s', (_what, change, expected) => {
  expect(failuresOf({ ...green, ...change }, 1).join('\n')).toMatch(expected);
});
