import { expect, it } from 'vitest';
import type { WriteResult } from '../../src/index.ts';
import { vanished } from '../world/outages.ts';
import { created, evidenceOf, place } from './history.ts';
import { writeBudget } from './write-budget.ts';

const born = created(place('hub', 'x'), 'thing-1', { name: 'A' });
const writes = (count: number, result: WriteResult) =>
  Array.from({ length: count }, () => ({
    port: 'a.clients',
    method: 'write',
    args: [[{ kind: 'create' }]],
    result: [result],
  }));

it('refuses more writes than edits, faults and first contact ask for', () => {
  const refused = { kind: 'not_sent', cause: 'connection refused' } as const;
  expect(writeBudget(evidenceOf({ steps: [born, ...writes(10, refused)] }))).toEqual([]);
  expect(writeBudget(evidenceOf({ steps: [born, ...writes(30, refused)] }))).toHaveLength(1);
});

it('accepts every write that an outage turns away, and no more than these', () => {
  const turnedAway = writes(30, { kind: 'not_sent', cause: vanished });
  expect(writeBudget(evidenceOf({ steps: [born, ...turnedAway] }))).toEqual([]);
  const others = writes(11, { kind: 'unclear', cause: vanished });
  expect(writeBudget(evidenceOf({ steps: [born, ...turnedAway, ...others] }))).toHaveLength(1);
});
