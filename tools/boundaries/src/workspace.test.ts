import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Cruise, cruise, workspaceRoot } from './cruise.ts';

describe('the import rules, on this workspace', () => {
  let found: Cruise;
  beforeAll(() => {
    found = cruise(workspaceRoot);
  }, 120_000);

  it('are kept', () => {
    expect(found.violations.map(({ rule, from, to }) => `${rule}: ${from} imports ${to}`)).toEqual([]);
  });

  // With a TypeScript that has no JavaScript API, dependency-cruiser reads no module and reports success.
  it('were tried on every TypeScript file', () => {
    const sources = globSync('{packages,apps,tools}/*/{src,simulation,testing}/**/*.ts', {
      cwd: workspaceRoot,
    });
    expect(sources.length).toBeGreaterThan(10);
    expect(sources.filter((path) => !found.modules.includes(path))).toEqual([]);
  });

  it('are what `pnpm boundaries` runs', () => {
    const root: unknown = JSON.parse(readFileSync(join(workspaceRoot, 'package.json'), 'utf8'));
    expect(root).toHaveProperty('scripts.boundaries', 'depcruise . --config .dependency-cruiser.cjs');
  });

  it('stand in ARCHITECTURE.md, word for word', () => {
    const text = readFileSync(join(workspaceRoot, 'ARCHITECTURE.md'), 'utf8');
    const documented = [...text.matchAll(/^\| `([a-z-]+)` *\| (.+?) *\|$/gm)].map(([, name, comment]) => ({
      name,
      comment,
    }));
    expect(documented).toEqual(found.rules.map(({ name, comment }) => ({ name, comment })));
  });
});
