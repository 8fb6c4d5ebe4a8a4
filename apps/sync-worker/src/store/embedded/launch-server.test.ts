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
async function keepBusy(over: AbortSignal): Promise<void> {
  const work = async (): Promise<void> => {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, on each of Node's threads
    while (!over.aborted) await derive('', '', 200_000, 32, 'sha256');
  };
  await Promise.all(Array.from({ length: 8 }, work));
}

it('hears of a server that ends at once, however busy this machine is', async () => {
  const over = new AbortController();
  const busy = keepBusy(over.signal);
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
    over.abort();
    await busy;
  }
}, 30_000);
