import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a {@link withFileLock} waits. */
export interface FileLockOptions {
  /** Milliseconds without a sign of life after which a holder counts as dead. */
  staleAfter: number;
  /** Milliseconds after which waiting ends with an error. */
  waitAtMost: number;
}

const pollEvery = 25;
const released = 'released';

/**
 * Does the work while no other process does, as far as all use the same `path`.
 *
 * Each holder makes a file of its own, `<path>.lock.<n>`, one number up from the last: `O_EXCL` lets only
 * one make it, also when several find the last holder dead at once. (Deleting a dead one's file instead
 * could hit the file of whoever was quicker.) A holder touches its file; a waiter takes over when it has
 * itself seen no touch for `staleAfter`, so that neither clocks nor reused process ids matter. The highest
 * number is never deleted by others, so a latecomer who makes a lower one always sees that it is too late.
 *
 * A holder that stood still for longer than `staleAfter` goes on without the lock: the work must look,
 * before it stores anything, whether somebody else has.
 *
 * @throws {Error} when the wait takes longer than `waitAtMost`.
 */
export async function withFileLock<Result>(
  path: string,
  options: FileLockOptions,
  work: () => Promise<Result>,
): Promise<Result> {
  const generation = await acquire(path, options);
  const file = lockFile(path, generation);
  const heartbeat = setInterval(() => {
    const time = new Date();
    // A failed touch is no reason to stop: the work finds out by itself whether somebody took over.
    utimes(file, time, time).catch(() => undefined);
  }, options.staleAfter / 5);
  heartbeat.unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    // Marked, not deleted: the highest number must stay. Where it is gone, somebody has taken over.
    await writeFile(file, released, { flag: 'r+' }).catch(ignoreMissing);
  }
}

async function acquire(path: string, { staleAfter, waitAtMost }: FileLockOptions): Promise<number> {
  const giveUpAt = performance.now() + waitAtMost;
  let seen = { generation: -1, touchedAt: -1, since: 0 };
  for (;;) {
    const generation = await latestGeneration(path);
    const touchedAt = await lastTouch(path, generation);
    if (generation !== seen.generation || touchedAt !== seen.touchedAt)
      seen = { generation, touchedAt: touchedAt ?? -1, since: performance.now() };
    const isFree = touchedAt === undefined || performance.now() - seen.since >= staleAfter;
    if (isFree && (await create(path, generation + 1))) return generation + 1;
    if (performance.now() >= giveUpAt)
      throw new Error(`${basename(path)}: another process has held the lock for ${waitAtMost} ms.`);
    if (!isFree) await sleep(pollEvery);
  }
}

/** Makes the next lock file; false where somebody else was quicker. */
async function create(path: string, generation: number): Promise<boolean> {
  try {
    await writeFile(lockFile(path, generation), '', { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  const generations = await generationsOf(path);
  const isLatest = Math.max(...generations) === generation;
  const outdated = isLatest ? generations.filter((number) => number < generation) : [generation];
  await Promise.all(outdated.map(async (number) => await rm(lockFile(path, number), { force: true })));
  return isLatest;
}

/** When the holder last gave a sign of life; `undefined` where the lock is free. */
async function lastTouch(path: string, generation: number): Promise<number | undefined> {
  if (generation === 0) return undefined;
  const file = lockFile(path, generation);
  try {
    if ((await readFile(file, 'utf8')) === released) return undefined;
    return (await stat(file)).mtimeMs;
  } catch (error) {
    ignoreMissing(error);
    // Superseded since it was listed: the next look sees by whom.
    return -1;
  }
}

const lockFile = (path: string, generation: number): string => `${path}.lock.${generation}`;

async function generationsOf(path: string): Promise<number[]> {
  const prefix = `${basename(path)}.lock.`;
  const names = await readdir(dirname(path));
  return names
    .filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
    .map((name) => Number(name.slice(prefix.length)));
}

const latestGeneration = async (path: string): Promise<number> => Math.max(0, ...(await generationsOf(path)));

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

function ignoreMissing(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error;
}
