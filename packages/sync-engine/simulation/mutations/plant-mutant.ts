import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Mutant } from './mutant.ts';

const engine = fileURLToPath(new URL('../../', import.meta.url));

const isSource = (path: string): boolean => !path.endsWith('.test.ts');

/** A copy of the engine and its simulation in which one guard is switched off. Gives its folder. */
export async function plantMutant(mutant: Mutant): Promise<string> {
  const folder = `${engine}.mutants/${mutant.name}/`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const part of ['src', 'simulation'])
    await cp(engine + part, folder + part, { recursive: true, filter: isSource });
  const source = await readFile(folder + mutant.file, 'utf8');
  await writeFile(folder + mutant.file, mutate(source, mutant));
  return folder;
}

/**
 * The source with the guard switched off.
 * @throws {Error} where the guard is not in the source exactly once: the table no longer says what the code does
 */
export function mutate(source: string, { name, file, find, replace, imports = '' }: Mutant): string {
  const found = source.split(find).length - 1;
  if (found !== 1)
    throw new Error(`mutant ${name}: its text occurs ${found} times in ${file}, not once: ${find}`);
  return imports + source.replace(find, () => replace);
}
