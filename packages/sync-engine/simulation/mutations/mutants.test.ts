import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { mutants } from './mutants.ts';
import { mutate } from './plant-mutant.ts';

describe('the table of mutants', () => {
  it.each(mutants)('finds $name in its source', async (mutant) => {
    const source = await readFile(new URL(`../../${mutant.file}`, import.meta.url), 'utf8');
    expect(mutate(source, mutant)).not.toBe(source);
  });

  it('has one entry of each name', () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  });
});
