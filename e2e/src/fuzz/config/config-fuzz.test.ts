import { inspect } from 'node:util';
import * as fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { type Breakage, environmentBreakages, fileBreakages } from './breakages.ts';
import { type Edit, overlap } from './edit.ts';
import { harmless } from './harmless.ts';
import { startWith } from './start-with.ts';
import { marker } from './valid-config.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 120_000 });

const broken = [...fileBreakages, ...environmentBreakages];
const label = ({ path, value }: Edit): string => `${path.join(' > ')} = ${inspect(value).slice(0, 60)}`;

/** Edits of different places, in the order that they were drawn in. */
function apart<One extends Edit>(edits: readonly One[], taken: readonly Edit[] = []): One[] {
  const kept: One[] = [];
  for (const edit of edits)
    if (
      ![...taken, ...kept].some(
        (other) =>
          (other.isEnvironment ?? false) === (edit.isEnvironment ?? false) && overlap(other.path, edit.path),
      )
    )
      kept.push(edit);
  return kept;
}

it('starts with the configuration that all others are made from', () => {
  expect(startWith([])).toEqual({ kind: 'ready' });
});

it('refuses every setting that is broken in any way, names it, and shows no secret', () => {
  expect(broken.length).toBeGreaterThan(500);
  const wrong = broken.flatMap((breakage) => {
    const start = startWith([breakage]);
    if (start.kind === 'ready') return [`started: ${label(breakage)}`];
    if (!start.text.includes(breakage.named)) return [`not named: ${label(breakage)}: ${start.text}`];
    return start.text.includes(marker) ? [`a secret is shown: ${label(breakage)}`] : [];
  });
  expect(wrong).toEqual([]);
});

it('starts behind every edit that changes nothing that matters', () => {
  const wrong = harmless.flatMap((edit) => {
    const start = startWith([edit]);
    return start.kind === 'ready' ? [] : [`${label(edit)}: ${start.text}`];
  });
  expect(wrong).toEqual([]);
});

const draws = { numRuns: 3_000, seed: 1 };

it('names everything that is broken at once, whatever else is written otherwise', () => {
  const drawn = fc.array(fc.constantFrom(...broken), { minLength: 1, maxLength: 5 });
  const others = fc.array(fc.constantFrom(...harmless), { maxLength: 5 });
  const isNamed = fc.property(drawn, others, (some, more) => {
    const breakages = apart<Breakage>(some);
    const start = startWith([...breakages, ...apart(more, breakages)]);
    const text = start.kind === 'ready' ? 'it started' : start.text;
    const unnamed = breakages.filter((one) => !text.includes(one.named) && !isHidden(one, breakages));
    expect(unnamed.map(label)).toEqual([]);
    expect(start.kind).toBe('refused');
    expect(text).not.toContain(marker);
  });
  expect(() => fc.assert(isNamed, draws)).not.toThrow();
});

it('starts behind any number of edits that change nothing that matters', () => {
  const drawn = fc.array(fc.constantFrom(...harmless), { maxLength: 12 });
  const starts = fc.property(drawn, (some) => {
    expect(startWith(apart(some))).toEqual({ kind: 'ready' });
  });
  // Each builds the whole model.
  expect(() => fc.assert(starts, { ...draws, numRuns: 200 })).not.toThrow();
});

it('refuses whatever is no configuration at all', () => {
  const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true });
  const isRefused = fc.property(anything, (value) => {
    expect(startWith([{ path: ['connections'], value: value ?? null }]).kind).toBe('refused');
  });
  expect(() => fc.assert(isRefused, draws)).not.toThrow();
});

/** A connection or a variable is asked for only where the connections can be read; what compares several, where each is right. */
const isHidden = ({ named, path }: Breakage, all: readonly Breakage[]): boolean =>
  (String(path[0]).startsWith('NINJA_') && all.some((one) => one.path[0] === 'connections')) ||
  (['ownerCompanies', 'connections', 'names'].includes(String(path[0])) &&
    all.some((one) => one.path[0] === path[0] && one.named !== named)) ||
  (path.length === 1 && all.some((one) => one.path.length > 1 && one.path[0] === path[0]));
