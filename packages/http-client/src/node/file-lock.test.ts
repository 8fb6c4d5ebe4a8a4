import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { withFileLock } from './file-lock.ts';
import { fileTokenStore } from './file-token-store.ts';

let folder: string;
let path: string;
let children: ChildProcess[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-'));
  path = join(folder, 'tokens.json');
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

const patient = { staleAfter: 60_000, waitAtMost: 60_000 };
const storeUrl = new URL('file-token-store.ts', import.meta.url).href;

/** Another process that runs this code with `store`, on the same file. */
function run(code: string): ChildProcess {
  const script = `import { fileTokenStore } from ${JSON.stringify(storeUrl)};
    const store = fileTokenStore({ path: ${JSON.stringify(path)} });
    const tokens = (accessToken) => ({ accessToken, obtainedAt: 1, expiresAt: 2 });
    ${code}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}

async function holder(): Promise<ChildProcess> {
  const child = run(`await store.replace(async () => {
    console.log('held');
    setInterval(() => undefined, 1000);
    return await new Promise(() => undefined);
  });`);
  if (child.stdout) await once(child.stdout, 'data');
  return child;
}

it('is taken over from a holder that was killed', async () => {
  const child = await holder();
  child.kill('SIGKILL');
  await once(child, 'exit');
  const store = fileTokenStore({ path, staleAfter: 300, waitAtMost: 30_000 });
  await store.replace(async () => ({ accessToken: 'mine', obtainedAt: 1, expiresAt: 2 }));
  expect((await store.load())?.accessToken).toBe('mine');
}, 60_000);

it('is not taken over from a holder that lives', async () => {
  await holder();
  const store = fileTokenStore({ path, staleAfter: 60_000, waitAtMost: 300 });
  const work = async () => ({ accessToken: 'mine', obtainedAt: 1, expiresAt: 2 });
  await expect(store.replace(work)).rejects.toThrow('another process has held the lock for 300 ms');
}, 60_000);

it('is held by one process at a time: none of many additions is lost', async () => {
  const code = `for (let round = 0; round < 10; round += 1)
    await store.replace(async (current) => tokens(String(Number(current?.accessToken ?? 0) + 1)));`;
  const adders = [run(code), run(code), run(code)];
  const codes = await Promise.all(adders.map(async (child) => await once(child, 'exit')));
  expect(codes).toEqual([
    [0, null],
    [0, null],
    [0, null],
  ]);
  expect((await fileTokenStore({ path }).load())?.accessToken).toBe('30');
}, 60_000);

it('lets one of many take over at once', async () => {
  await writeFile(`${path}.lock.7`, '');
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => void setTimeout(resolve, 5));
    inside -= 1;
  };
  // Each sees the dead holder for itself, and none a living one as dead.
  const waiters = Array.from({ length: 5 }, async () => {
    await withFileLock(path, { staleAfter: 1_000, waitAtMost: 60_000 }, work);
  });
  await Promise.all(waiters);
  expect(most).toBe(1);
}, 60_000);

it('believes its own eyes, not the time of a file', async () => {
  await writeFile(`${path}.lock.3`, '');
  const longAgo = new Date('2001-01-01');
  await utimes(`${path}.lock.3`, longAgo, longAgo);
  const waiting = withFileLock(path, { staleAfter: 60_000, waitAtMost: 200 }, async () => 'in');
  await expect(waiting).rejects.toThrow('another process has held the lock');
});

it('is not taken over from a holder that works for longer than the others wait for a sign of life', async () => {
  const options = { staleAfter: 1_500, waitAtMost: 60_000 };
  const order: string[] = [];
  const first = withFileLock(path, options, async () => {
    await new Promise((resolve) => void setTimeout(resolve, 2_500));
    order.push('first');
  });
  await expect.poll(async () => (await readdir(folder)).length).toBe(1);
  await withFileLock(path, options, async () => void order.push('second'));
  await first;
  expect(order).toEqual(['first', 'second']);
}, 60_000);

it('does not lose tokens when it was taken over meanwhile, and does not overwrite newer ones', async () => {
  const tokens = (accessToken: string) => ({ accessToken, obtainedAt: 1, expiresAt: 2 });
  const slow = fileTokenStore({ path, ...patient });
  // Somebody took over, and got nothing: what the slow one has may be the only good refresh token.
  await slow.replace(async () => {
    await writeFile(`${path}.lock.2`, 'released');
    return tokens('of the slow one');
  });
  expect((await slow.load())?.accessToken).toBe('of the slow one');
  // Somebody took over, and refreshed: theirs is newer.
  const given = await slow.replace(async () => {
    await writeFile(path, JSON.stringify(tokens('of the quick one')));
    return tokens('late');
  });
  expect(given.accessToken).toBe('of the quick one');
  expect((await slow.load())?.accessToken).toBe('of the quick one');
});
