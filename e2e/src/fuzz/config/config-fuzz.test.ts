import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { type Breakage, environmentBreakages, fileBreakages } from './breakages.ts';
import { type Edit, overlap } from './edit.ts';
import { harmless } from './harmless.ts';
import { startWith } from './start-with.ts';
import { marker } from './valid-config.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 120_000 });

const broken = [...fileBreakages, ...environmentBreakages];
const label = ({ path, value }: Edit): string =>
  `${path.join(' > ')} = ${(typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 40)}`;

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

it('names everything that is broken at once, whatever else is written otherwise', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...broken), { minLength: 1, maxLength: 5 }),
      fc.array(fc.constantFrom(...harmless), { maxLength: 5 }),
      (drawn, others) => {
        const breakages = apart<Breakage>(drawn);
        const start = startWith([...breakages, ...apart(others, breakages)]);
        if (start.kind === 'ready') throw new Error('it started');
        const hidden = breakages.filter(
          (one) => !start.text.includes(one.named) && !isHidden(one, breakages),
        );
        if (hidden.length > 0) throw new Error(`not named: ${hidden.map(label).join(', ')}\n${start.text}`);
        if (start.text.includes(marker)) throw new Error(`a secret is shown: ${start.text}`);
      },
    ),
    { numRuns: 3_000, seed: 1 },
  );
});

it('starts behind any number of edits that change nothing that matters', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...harmless), { maxLength: 12 }), (drawn) => {
      const start = startWith(apart(drawn));
      if (start.kind !== 'ready') throw new Error(start.text);
    }),
    { numRuns: 200, seed: 1 },
  );
});

it('refuses whatever is no configuration at all', () => {
  fc.assert(
    fc.property(
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withSet: true,
        withNullPrototype: true,
      }),
      (value) => {
        const start = startWith([{ path: ['connections'], value: value ?? null }]);
        if (start.kind === 'ready') throw new Error('it started');
      },
    ),
    { numRuns: 3_000, seed: 1 },
  );
});

/** A connection or a variable is asked for only where the connections can be read; what compares several, where each is right. */
const isHidden = ({ named, path }: Breakage, all: readonly Breakage[]): boolean =>
  (String(path[0]).startsWith('NINJA_') && all.some((one) => one.path[0] === 'connections')) ||
  (['ownerCompanies', 'connections', 'names'].includes(String(path[0])) &&
    all.some((one) => one.path[0] === path[0] && one.named !== named)) ||
  (path.length === 1 && all.some((one) => one.path.length > 1 && one.path[0] === path[0]));
