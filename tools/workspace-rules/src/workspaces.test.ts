import { describe, expect, it } from 'vitest';
import { workspaces } from './workspaces.ts';

const all = workspaces();

it('finds the workspace', () => {
  expect(all.map(({ folder }) => folder)).toEqual(
    expect.arrayContaining(['packages/http-client', 'packages/money', 'tools/workspace-rules']),
  );
});

// turbo passes over a package that lacks the script, and tsc over a file that is not included.
describe.each(all)('$folder', ({ manifest, included, sources }) => {
  it('is type-checked, every file of it', () => {
    expect(manifest.scripts['typecheck']).toBe('tsc');
    expect(sources.filter((source) => !included.includes(source))).toEqual([]);
  });
});

describe.each(all.filter(({ manifest }) => !manifest.private))(
  '$folder, which goes to npm,',
  ({ manifest }) => {
    it('is built and checked', () => {
      expect(manifest.scripts).toMatchObject({
        build: 'tsup && tsc -p tsconfig.build.json',
        'check:package': 'publint --strict && attw --pack . --profile esm-only',
      });
    });

    it('publishes the entries that it has here, without the way to its sources', () => {
      expect(manifest.exports).toBeTypeOf('object');
      const published = Object.entries(manifest.exports ?? {}).flatMap(([subpath, target]) => {
        if (typeof target === 'string') return [[subpath, target]];
        const { '@unified-sync/source': source, ...rest } = target;
        // Sources alone: for tests of other packages here, and for nobody who installs this one.
        if (Object.keys(rest).length === 0) return [];
        expect(source).toMatch(/^\.\/src\/.+\.ts$/);
        return [[subpath, rest]];
      });
      expect(manifest.publishConfig).toEqual({ access: 'public', exports: Object.fromEntries(published) });
    });

    it('says what users and bundlers need to know', () => {
      expect(manifest).toMatchObject({
        license: 'MIT',
        sideEffects: false,
        engines: { node: '>=22.18' },
        files: ['dist', 'README.md'],
      });
    });
  },
);
