import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cruise, cruise } from './cruise.ts';
import { plantTree } from './planted-tree.ts';
import { plantings } from './plantings.ts';

describe('the import rules, on a tree that breaks each of them', () => {
  const root = plantTree();
  let found: Cruise;
  beforeAll(() => {
    found = cruise(root);
  }, 120_000);
  afterAll(() => rmSync(root, { recursive: true }));

  const reporting = (from: string): string[] =>
    found.violations.flatMap((violation) => (violation.from === from ? [violation.rule] : [])).toSorted();

  it.each(plantings.filter(({ rules }) => rules.length > 0))(
    'refuse that $from imports $imports',
    ({ from, rules }) => expect(reporting(from)).toEqual(rules),
  );

  it.each(plantings.filter(({ rules }) => rules.length === 0))(
    'allow that $from imports $imports',
    ({ from }) => expect(reporting(from)).toEqual([]),
  );

  it('report nothing else', () => {
    const planted = new Set(plantings.map(({ from }) => from));
    expect(found.violations.filter(({ from }) => !planted.has(from))).toEqual([]);
  });

  it('have a planting for every rule, and a rule for every planting', () => {
    const planted = new Set(plantings.flatMap(({ rules }) => rules));
    expect(found.rules.map(({ name }) => name).toSorted()).toEqual([...planted].toSorted());
  });

  it('meet each file once, so that no planting hides another', () => {
    expect(new Set(plantings.map(({ from }) => from)).size).toBe(plantings.length);
  });
});
