import { readFile } from 'node:fs/promises';
import type { BackfillWorld, LaunchOptions } from './start-backfill.ts';

/** What a command of the worker answered, and what it took. */
export interface CommandRun {
  readonly answer: unknown;
  /** Largest resident size that was seen, in MB; 0 where the system does not tell (it does on Linux). */
  readonly peakRss: number;
}

const sampleEvery = 200;

/**
 * Runs a command of the worker in a process of its own, with `--json`.
 * @throws where it does not end with exit code 0
 */
export async function runCommand(
  world: BackfillWorld,
  command: readonly string[],
  options: LaunchOptions = {},
): Promise<CommandRun> {
  const child = world.launch([...command, '--json'], options);
  let peakRss = 0;
  const sampling = setInterval(() => {
    void residentSize(child.pid).then((size) => (peakRss = Math.max(peakRss, size)));
  }, sampleEvery);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let output = '';
  for await (const chunk of child.stdout ?? []) output += String(chunk);
  const code = await ended;
  clearInterval(sampling);
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}: ${output}`);
  return { answer: JSON.parse(output), peakRss };
}

async function residentSize(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
}
