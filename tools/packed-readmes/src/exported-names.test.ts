import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { exportedNames } from './exported-names.ts';

describe('exportedNames', () => {
  const folder = mkdtempSync(join(tmpdir(), 'exported-names-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const declarations = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  it('tells values from types, however they are exported', () => {
    const path = declarations(
      'kinds.d.ts',
      `export interface A {}
       export type B = 1;
       export declare function f(): void;
       export declare const c: 1, d: 2;
       export declare class K {}
       declare const e: 1; interface G {}
       export { e, type G };
       export default e;`,
    );
    expect(exportedNames(path)).toEqual({
      values: ['K', 'c', 'd', 'default', 'e', 'f'],
      types: ['A', 'B', 'G'],
    });
  });

  it('follows export * through files', () => {
    declarations('inner.d.ts', 'export declare const inner: 1; export type Inner = 1;');
    const path = declarations(
      'outer.d.ts',
      "export * from './inner.ts'; export { type X, x } from './x.ts';",
    );
    expect(exportedNames(path)).toEqual({ values: ['inner', 'x'], types: ['Inner', 'X'] });
  });

  it('refuses export * from a package, whose names may change without us', () => {
    const path = declarations('package.d.ts', "export * from 'zod';");
    expect(() => exportedNames(path)).toThrow('name what you re-export');
  });
});
