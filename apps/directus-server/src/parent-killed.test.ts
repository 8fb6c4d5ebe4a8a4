import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';
import { directusInstallation } from './config.ts';
import { databaseTemplate } from './testing/database-template.ts';
import { createTestDatabase } from './testing/index.ts';

vi.setConfig({ testTimeout: 180_000 });

const script = fileURLToPath(import.meta.resolve('./testing/start-in-a-process-of-its-own.ts'));

it('ends when the process that started it is killed, and leaves no file behind', async () => {
  const database = await createTestDatabase(await databaseTemplate());
  // A closed one, as a person's own folder may be.
  const folder = await mkdtemp(join(tmpdir(), 'parent-killed-test-'));
  const parent = spawn(process.execPath, [script, database.url], {
    env: {
      TMPDIR: folder,
      ...(directusInstallation !== undefined && { DIRECTUS_INSTALLATION: directusInstallation }),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(parent.stdout, 'data');
  const url = String(line).trim();
  expect((await fetch(`${url}/server/ping`)).status).toBe(200);
  expect(await readdir(folder)).toHaveLength(1);
  parent.kill('SIGKILL');
  const gone = { timeout: 10_000, interval: 100 };
  await vi.waitFor(
    async () => await expect(fetch(`${url}/server/ping`)).rejects.toThrow('fetch failed'),
    gone,
  );
  await vi.waitFor(async () => expect(await readdir(folder)).toEqual([]), gone);
  await rm(folder, { recursive: true });
  await database.drop();
});
