import { describe, expect, it } from 'vitest';
import { mutate } from './plant-mutant.ts';

const mutant = { name: 'm', law: '1', guard: 'g', file: 'f.ts', find: 'if (a) b();', replace: 'b($&);' };

describe('a mutant', () => {
  it('replaces its one place, literally', () => {
    expect(mutate('x(); if (a) b(); y();', mutant)).toBe('x(); b($&); y();');
  });

  it('brings what its replacement needs', () => {
    const source = mutate('if (a) b();', { ...mutant, imports: "import { b } from './b.ts';\n" });
    expect(source).toBe("import { b } from './b.ts';\nb($&);");
  });

  it('refuses a source that no longer holds its text, or holds it twice', () => {
    expect(() => mutate('x();', mutant)).toThrow('occurs 0 times in f.ts');
    expect(() => mutate('if (a) b(); if (a) b();', mutant)).toThrow('occurs 2 times');
  });
});
