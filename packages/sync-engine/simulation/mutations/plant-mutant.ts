import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Mutant } from './mutant.ts';

const engine = fileURLToPath(new URL('../../', import.meta.url));

// Two hunts may run side by side.
const copies = `${engine}.mutants/${process.pid}/`;

const isSource = (path: string): boolean => !path.endsWith('.test.ts');

/** A copy of the engine and its simulation as they are now. Gives its folder. */
export async function takeSnapshot(name = 'original'): Promise<string> {
  const folder = `${copies}${name}/`;
  await copySources(engine, folder);
  return folder;
}

/** Takes away every copy that this process has made. */
export const dropCopies = (): Promise<void> => rm(copies, { recursive: true, force: true });

export const dropSnapshot = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });

/** A copy of a snapshot in which one guard is switched off. Gives its folder. */
export async function plantMutant(mutant: Mutant, snapshot: string): Promise<string> {
  const folder = `${copies}${mutant.name}/`;
  await copySources(snapshot, folder);
  const source = await readFile(folder + mutant.file, 'utf8');
  await writeFile(folder + mutant.file, mutate(source, mutant));
  return folder;
}

async function copySources(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await mkdir(to, { recursive: true });
  for (const part of ['src', 'simulation'])
    await cp(from + part, to + part, { recursive: true, filter: isSource });
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
