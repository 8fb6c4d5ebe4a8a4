import { pbkdf2 } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchServer } from './launch-server.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'launch-server-test-'));
});
afterAll(async () => await rm(folder, { recursive: true }));

const derive = promisify(pbkdf2);

/** Keeps all that Node does with files waiting, as on a busy machine, until it is told to end. */
function makeBusy(): () => Promise<void> {
  let isOver = false;
  const work = async (): Promise<void> => {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, on each of Node's threads
    while (!isOver) await derive('', '', 200_000, 32, 'sha256');
  };
  const working = Array.from({ length: 8 }, work);
  return async () => {
    isOver = true;
    await Promise.all(working);
  };
}

it('hears of a server that ends at once, however busy this machine is', async () => {
  const endBusy = makeBusy();
  try {
    const launching = launchServer({
      // It refuses PostgreSQL's arguments.
      postgres: process.execPath,
      data: { path: folder, account: undefined },
      password: '',
      logFile: join(folder, 'server.log'),
      settings: {},
      port: 1,
    });
    await expect(launching).rejects.toThrow('does not start');
  } finally {
    await endBusy();
  }
}, 30_000);
